import { formatDate } from '../../domain/dates/german-dates.ts';
import type { Mail } from '../ports/mail.ts';
import type { Mailing } from './mailing.ts';
import { headingOf, type MailTelling } from './telling.ts';

/** Signs of a line: what RFC 5322 (2.1.1) recommends. Addresses are never broken. */
const WIDTH = 78;

/** Where a mail leads, and whom its reader can answer. */
export type Letterhead = Pick<Mailing, 'workplaceUrl' | 'replyTo'>;

/** What one mail is made of beside its letterhead. */
type Content = { readonly id: string; readonly to: string; readonly tellings: readonly MailTelling[] };

/** The mail on one Zielvereinbarung: every such mail belongs to one conversation and has the same subject line. */
export function mailOn(subject: string, content: Content, letterhead: Letterhead): Mail {
  return {
    ...mailOf(content, letterhead),
    subject: `Zielvereinbarung ${headingOf(subject)}`,
    conversation: `zielvereinbarung.${subject}`,
  };
}

/** The mail of a day, a conversation of its own. */
export function mailOfDay(day: string, content: Content, letterhead: Letterhead): Mail {
  return { ...mailOf(content, letterhead), subject: `Zielvereinbarungen: Tagesmail vom ${formatDate(day)}` };
}

/** No attachment, no names of people; each matter with its place in the workplace. */
function mailOf({ id, to, tellings }: Content, letterhead: Letterhead): Omit<Mail, 'subject'> {
  const settings = `${letterhead.workplaceUrl}benachrichtigungen`;
  const parts = { tellings, settings, letterhead };
  return { id, to, settings, text: textOf(parts), html: htmlOf(parts) };
}

type Parts = {
  readonly tellings: readonly MailTelling[];
  readonly settings: string;
  readonly letterhead: Letterhead;
};

const GREETING = 'Guten Tag,';
const INTRODUCTION = 'zu Ihren Zielvereinbarungen gibt es Folgendes:';
const WHY = 'Wann Sie solche Mails bekommen, und ob überhaupt, stellen Sie hier ein:';
const AUTOMATIC = 'Diese Mail wurde automatisch verschickt';

function automatic({ replyTo }: Letterhead): string {
  return replyTo === undefined
    ? `${AUTOMATIC}; Antworten liest niemand.`
    : `${AUTOMATIC}. Antworten gehen an ${replyTo}.`;
}

function textOf({ tellings, settings, letterhead }: Parts): string {
  const matters = tellings.map(({ heading, items, past }) =>
    [
      `${wrapped(heading)}\n${'='.repeat(Math.min(heading.length, WIDTH))}`,
      ...items.map(
        ({ what, sentence, path }) =>
          `${wrapped(`* ${what}`)}\n${wrapped(sentence, '  ')}\n  ${letterhead.workplaceUrl}${path}`,
      ),
      ...(past === undefined ? [] : [wrapped(past, '  ')]),
    ].join('\n\n'),
  );
  return [
    GREETING,
    INTRODUCTION,
    ...matters,
    `-- \n${wrapped(WHY)}\n${settings}\n${wrapped(automatic(letterhead))}`,
  ]
    .join('\n\n')
    .concat('\n');
}

/** Breaks at plain spaces alone: what a no-break space holds together stays on one line. */
function wrapped(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    const longer = line === indent ? `${indent}${word}` : `${line} ${word}`;
    if (longer.length > WIDTH && line !== indent) {
      lines.push(line);
      line = `${indent}${word}`;
    } else line = longer;
  }
  return [...lines, line].join('\n');
}

function htmlOf({ tellings, settings, letterhead }: Parts): string {
  const matters = tellings.map(({ heading, items, past }) => {
    const list = items.map(
      ({ what, sentence, path }) =>
        `<li><p><a href="${escaped(`${letterhead.workplaceUrl}${path}`)}">${escaped(what)}</a><br>${escaped(sentence)}</p></li>`,
    );
    const after = past === undefined ? '' : `<p>${escaped(past)}</p>`;
    return `<h2>${escaped(heading)}</h2><ul>${list.join('')}</ul>${after}`;
  });
  return [
    '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Zielvereinbarungen</title></head><body>',
    `<p>${GREETING}</p><p>${INTRODUCTION}</p>`,
    ...matters,
    `<p>${WHY} <a href="${escaped(settings)}">Benachrichtigungen</a><br>${escaped(automatic(letterhead))}</p></body></html>`,
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/gu, (sign) => ENTITIES[sign] ?? sign);
}
