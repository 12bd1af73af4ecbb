import {
  inMemoryMailbox,
  inMemoryNoticeSettings,
} from '../../../shared/adapters/memory/in-memory-mailbox.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import type { Mailing } from '../../../shared/application/mail/mailing.ts';
import type { Mail, MailSender, Recipient } from '../../../shared/application/ports/mail.ts';
import { PSEUDONYMS } from './pseudonyms.ts';
import { recorderOn } from './recorder.ts';

export const WORKPLACE_URL = 'https://arbeitsplatz.example/';

const personNamed = (name: string): Recipient => ({
  person: `sub-${name}`,
  address: `${name}@behoerde.example`,
});
const [land, pruefung, kreis, other] = ['land', 'pruefung', 'kreis', 'other'].map(personNamed);

/** One person a role and Kreis, and one who holds the key of a Kreis without the role. */
const GROUPS: Readonly<Record<string, readonly (Recipient | undefined)[]>> = {
  land: [land],
  pruefung: [pruefung],
  kommune: [kreis, other],
  'ags-06533': [kreis, personNamed('keyholder')],
  'ags-06531': [other],
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
    directory: {
      inGroup: (group) => Promise.resolve((GROUPS[group] ?? []).filter((one) => one !== undefined)),
    },
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
    pseudonyms: PSEUDONYMS,
    workplaceUrl: WORKPLACE_URL,
    report: (outcome, reason) => void reports.push(reason === undefined ? outcome : `${outcome}: ${reason}`),
  };
  return { ...recorder, mailing, mailbox, settings, sent, answers, reports };
}
