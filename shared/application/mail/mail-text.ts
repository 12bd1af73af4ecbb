import type { Mail, Slip } from '../ports/mail.ts';

/** Writes one mail of one or more slips: no attachment, no names, each with its place in the workplace. */
export function mailOf(to: string, slips: readonly Slip[], workplaceUrl: string): Mail {
  const [only] = slips;
  const subject =
    slips.length === 1 && only !== undefined ? only.title : `Zielvereinbarungen: ${slips.length} Nachrichten`;
  const linked = slips.map((slip) => ({ ...slip, url: `${workplaceUrl}${slip.path}` }));
  const settings = `${workplaceUrl}benachrichtigungen`;
  return { to, subject, text: textOf(linked, settings), html: htmlOf(linked, settings) };
}

type Linked = Slip & { readonly url: string };

const GREETING = 'Guten Tag,';
const INTRODUCTION = 'zu Ihren Zielvereinbarungen gibt es Folgendes:';
const WHY = 'Wann Sie solche Mails bekommen, stellen Sie hier ein:';
const NO_REPLY = 'Diese Mail wurde automatisch verschickt; Antworten liest niemand.';

function textOf(slips: readonly Linked[], settings: string): string {
  const items = slips.map(({ title, sentence, url }) => `${title}\n${sentence}\n${url}`);
  return [GREETING, INTRODUCTION, ...items, `-- \n${WHY}\n${settings}\n${NO_REPLY}`]
    .join('\n\n')
    .concat('\n');
}

function htmlOf(slips: readonly Linked[], settings: string): string {
  const items = slips.map(
    ({ title, sentence, url }) =>
      `<li><p><a href="${escaped(url)}">${escaped(title)}</a><br>${escaped(sentence)}</p></li>`,
  );
  return [
    '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Zielvereinbarungen</title></head><body>',
    `<p>${GREETING}</p><p>${INTRODUCTION}</p><ul>${items.join('')}</ul>`,
    `<p>${WHY} <a href="${escaped(settings)}">Benachrichtigungen</a><br>${NO_REPLY}</p></body></html>`,
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/gu, (sign) => ENTITIES[sign] ?? sign);
}
