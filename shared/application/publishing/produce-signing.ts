import { z } from 'zod';
import { envelope } from '../../../events/fact.ts';
import { zielvereinbarungReleasedForSignature } from '../../../events/incoming/zielvereinbarung.ts';
import type { RecordedEvent } from '../../../events/recorded/index.ts';
import { zielvereinbarungText } from '../../documents/zielvereinbarung-text.ts';
import { evolveZielvereinbarung } from '../../domain/zielvereinbarung/evolve.ts';
import { termsOf } from '../../domain/zielvereinbarung/terms/fixed-terms.ts';
import type { FixedTerms } from '../../domain/zielvereinbarung/circumstances.ts';
import { INITIAL, fassungOf, type Zielvereinbarung } from '../../domain/zielvereinbarung/state.ts';
import { partsOf } from '../../domain/zielvereinbarung/identity.ts';
import { partiesOf } from '../../portal/model/public-model.ts';
import { archiveDocument } from './archive-document.ts';
import { readSoundLog } from '../log/read-sound-log.ts';
import { reportUnsound } from '../log/report-broken-chain.ts';
import type { Publisher } from './publish-page.ts';
import { SUPPLIED, isRelease, textToSign } from './supplied-text.ts';

/** What producing works with. */
export type DocumentProducer = Pick<
  Publisher,
  'store' | 'archive' | 'pdf' | 'queue' | 'crypto' | 'keeping' | 'wire'
> & {
  /** Public base address with trailing slash: it stands in the QR codes. */
  readonly portalUrl: string;
};

const released = envelope.extend({ data: zielvereinbarungReleasedForSignature.data });

/** Reads the fact off the bus: the whole CloudEvent stands in `detail`. */
export const busMessage = z.object({ detail: released });

/**
 * Produces the PDF for signing of a released Fassung, archives it and has that recorded. The QR code on each
 * page names Zielvereinbarung, Fassung and page. Of a text that the parties supplied its copy is that PDF, byte for
 * byte and without QR codes (rule 8). Safe to repeat: same bytes, same object, same event. Of a log that does not hold nothing is
 * printed for signature; reconcile makes up for it once the log holds again.
 */
export async function produceSigning(
  producer: DocumentProducer,
  { subject, data }: Pick<z.infer<typeof released>, 'subject' | 'data'>,
): Promise<void> {
  const log = await readSoundLog(producer, subject);
  if (!log.isSound) return reportUnsound(producer, subject, log);
  const history = log.history.map(({ event }) => event);
  const found = termsOfFassung(history, data.fassung);
  // The fact came from the log, so the log has it; a message of anything else has nothing to print.
  if (found === undefined) return;
  const { terms } = found.fixed;
  const supplied = await textToSign(producer, terms, { history, fassung: data.fassung });
  const bytes = supplied ?? (await render(producer, { subject, fassung: data.fassung, found }));
  const fact = await archiveDocument(producer, {
    subject,
    fassung: data.fassung,
    kind: 'signing',
    bytes,
    sha256: producer.crypto.sha256(bytes),
    rendererVersion: supplied === undefined ? producer.pdf.rendererVersion : SUPPLIED,
    source: 'urn:aqb:produce-documents',
    at: found.releasedAt,
  });
  await producer.queue.send([fact]);
}

function render(
  { pdf, portalUrl }: DocumentProducer,
  { subject, fassung, found }: { subject: string; fassung: number; found: Released },
): Promise<Uint8Array> {
  const { programme, gebietskoerperschaft } = partiesOf(subject);
  const model = zielvereinbarungText({ programme, gebietskoerperschaft, terms: found.fixed.terms });
  return pdf.write(model, {
    title: `Zielvereinbarung ${partsOf(subject).haushaltsjahr} – ${gebietskoerperschaft.officialName}`,
    createdAt: found.releasedAt,
    footer: `${subject}, Fassung ${fassung}`,
    qrTextOfPage: (page) =>
      `${portalUrl}pruefen/#ZV1.${subject}.${fassung}.${page}.${found.hash.slice(0, 16)}`,
  });
}

type Folded = { readonly state: Zielvereinbarung; readonly fixed: FixedTerms | undefined };

type Released = { readonly fixed: FixedTerms; readonly hash: string; readonly releasedAt: string };

/** The terms as they stood when the Fassung was released, and when that was recorded: papers may be told late. */
function termsOfFassung(events: readonly RecordedEvent[], number: number): Released | undefined {
  const release = events.findIndex((event) => isRelease(event, number));
  const upTo = events.slice(0, release + 1);
  const { state, fixed } = upTo.reduce<Folded>(
    (before, event) => ({
      state: evolveZielvereinbarung(before.state, event),
      fixed: termsOf(event, before.fixed),
    }),
    { state: INITIAL, fixed: undefined },
  );
  const fassung = state.status === 'none' ? undefined : fassungOf(state, number);
  if (fassung === undefined || fixed === undefined) return undefined;
  return { fixed, hash: fassung.hash, releasedAt: upTo.at(-1)?.recordedAt ?? '' };
}
