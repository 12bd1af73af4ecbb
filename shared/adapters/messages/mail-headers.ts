import type { Mail } from '../../application/ports/mail.ts';

type Service = { readonly from: string; readonly name: string };

/**
 * What a mail of a service says of itself: that nobody wrote it by hand (RFC 3834), so that no absence notice answers;
 * which list it is of and where its reader leaves (RFC 2919, 2369); its language; and the conversation that it
 * belongs to, by a root that no mail needs to have (RFC 5322, 3.6.4). SES itself writes `Date` and `Message-ID`, and
 * takes neither from us. `List-Unsubscribe-Post` (RFC 8058) is missing on purpose: leaving takes a sign-in.
 */
export function headersOf(
  { id, conversation, settings }: Mail,
  { from, name }: Service,
): readonly (readonly [name: string, value: string])[] {
  const domain = from.slice(from.indexOf('@') + 1);
  const root = conversation === undefined ? undefined : `<${conversation}@${domain}>`;
  return [
    ['Auto-Submitted', 'auto-generated'],
    ['X-Auto-Response-Suppress', 'All'],
    ['List-Id', mailbox(name, `benachrichtigungen.${domain}`)],
    ['List-Unsubscribe', `<${settings}>`],
    ['Content-Language', 'de'],
    ['X-Zielvereinbarungen-Mail', id],
    ...(root === undefined
      ? []
      : ([
          ['In-Reply-To', root],
          ['References', root],
        ] as const)),
  ];
}

/** `"Name" <address>`; a name beyond ASCII as encoded words (RFC 2047). */
export function mailbox(name: string, address: string): string {
  const isPlain = /^[\u0020-\u007E]*$/u.test(name);
  const shown = isPlain ? `"${name.replaceAll(/["\\]/gu, String.raw`\$&`)}"` : encodedWords(name);
  return `${shown} <${address}>`;
}

/** Bytes of a piece: in Base64, with `=?UTF-8?B?` and `?=`, it stays under the 75 signs of an encoded word. */
const PIECE = 45;

/** Pieces end between characters, so that each is UTF-8 of its own; spaces between encoded words are not shown. */
function encodedWords(text: string): string {
  const pieces: string[] = [''];
  for (const sign of text) {
    const longer = `${pieces.at(-1) ?? ''}${sign}`;
    if (Buffer.byteLength(longer) > PIECE) pieces.push(sign);
    else pieces[pieces.length - 1] = longer;
  }
  return pieces.map((piece) => `=?UTF-8?B?${Buffer.from(piece).toString('base64')}?=`).join(' ');
}
