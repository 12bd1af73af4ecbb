import { inMemoryMailbox, inMemoryNoticeSettings } from '../../shared/adapters/in-memory-mailbox.ts';
import { inMemoryEventStore } from '../../shared/adapters/in-memory-event-store.ts';
import type { Mailing } from '../../shared/application/mail/mailing.ts';
import type { Mail, MailSender, Recipient } from '../../shared/application/mail/ports-mail.ts';
import { recorderOn } from './recorder.ts';

export const WORKPLACE_URL = 'https://arbeitsplatz.example/';

/** One person a group; the clearing desk has one of its own. */
const GROUPS: Readonly<Record<string, readonly Recipient[]>> = {
  land: [{ person: 'sub-land', address: 'land@behoerde.example' }],
  pruefung: [{ person: 'sub-pruefung', address: 'pruefung@behoerde.example' }],
  'ags-06533': [{ person: 'sub-kreis', address: 'kreis@behoerde.example' }],
  'ags-06531': [{ person: 'sub-other', address: 'other@behoerde.example' }],
};

/** A recorder and the post, with a service that answers as the test wants and keeps what it sent. */
export function mailStage() {
  const recorder = recorderOn(inMemoryEventStore(), { undoWindowMinutes: 60 });
  const settings = inMemoryNoticeSettings();
  const sent: Mail[] = [];
  const answers: (MailSender['send'] | undefined)[] = [];
  const reports: string[] = [];
  const mailbox = inMemoryMailbox(recorder.store);
  const { clock, crypto } = recorder.reception.recorder;
  const mailing: Mailing = {
    store: recorder.store,
    mailbox,
    settings,
    directory: { inGroup: (group) => Promise.resolve(GROUPS[group] ?? []) },
    sender: {
      async send(mail) {
        const answer = answers.shift();
        if (answer !== undefined) return answer(mail);
        sent.push(mail);
        return {};
      },
    },
    clock,
    crypto,
    workplaceUrl: WORKPLACE_URL,
    report: (outcome, reason) => void reports.push(reason === undefined ? outcome : `${outcome}: ${reason}`),
  };
  return { ...recorder, mailing, mailbox, settings, sent, answers, reports };
}
