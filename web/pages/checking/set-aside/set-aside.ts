import { plainText } from '../../../../shared/domain/plain-text.ts';
import type { FieldError } from '../../../components/error-summary.tsx';

/** Why a scan is sent back. */
export const SET_ASIDE_REASONS = [
  'unleserlich',
  'Seite fehlt',
  'falsche Fassung',
  'Unterschrift fehlt',
  'falsche Körperschaft',
  'anderer Grund',
] as const;

/** One of the {@link SET_ASIDE_REASONS}. */
export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number];

/** What is said when a scan is sent back. */
export type SetAsideForm = { readonly reason: SetAsideReason | ''; readonly text: string };

const LONGEST = 1000;

/** The command that sets a scan aside, or what is missing. */
export function readSetAside(
  { reason, text }: SetAsideForm,
  scan: { readonly uploadId: string; readonly fassung: number },
):
  | { readonly ok: true; readonly body: object }
  | { readonly ok: false; readonly errors: readonly [FieldError] } {
  const more = plainText(text);
  if (reason === '') return wrong('reason', 'Bitte wählen Sie einen Grund.');
  if (reason === 'anderer Grund' && more === '')
    return wrong('text', 'Bitte beschreiben Sie den Grund, damit die andere Seite weiß, was zu tun ist.');
  const said = reason === 'anderer Grund' ? more : [reason, more].filter((part) => part !== '').join(': ');
  if (said.length > LONGEST) return wrong('text', `Bitte kürzen Sie auf ${LONGEST} Zeichen.`);
  return { ok: true, body: { type: 'scan.set-aside.v1', data: { ...scan, reason: said } } };
}

function wrong(field: keyof SetAsideForm, text: string) {
  return { ok: false, errors: [{ field, text }] } as const;
}
