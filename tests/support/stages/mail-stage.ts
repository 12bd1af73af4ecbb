import type { RecordedEvent } from '../../../events/recorded/index.ts';
import {
  inMemoryMailbox,
  inMemoryNoticeSettings,
} from '../../../shared/adapters/memory/in-memory-mailbox.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import { courseOf } from '../../../shared/application/mail/course.ts';
import { noticeOf } from '../../../shared/application/mail/notices-of.ts';
import type { Mailing } from '../../../shared/application/mail/mailing.ts';
import type { Mail, MailSender, Recipient } from '../../../shared/application/ports/mail.ts';
import type { Upload } from '../../../shared/application/ports/uploads.ts';
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
  const fileNames = new Map<string, string>();
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
    uploads: {
      get: (uploadId) =>
        Promise.resolve(fileNames.has(uploadId) ? uploadNamed(uploadId, fileNames) : undefined),
    },
    workplaceUrl: WORKPLACE_URL,
    report: (outcome, reason) => void reports.push(reason === undefined ? outcome : `${outcome}: ${reason}`),
  };
  return { ...recorder, mailing, mailbox, settings, sent, answers, reports, fileNames };
}

function uploadNamed(uploadId: string, fileNames: ReadonlyMap<string, string>): Upload {
  const fileName = fileNames.get(uploadId) ?? '';
  const createdAt = '2025-09-01T09:00:00.000Z';
  return { uploadId, fileName, createdAt, createdBy: 'sub-kreis', parties: [], sha256: '', size: 1 };
}

/** The text of a mail with its lines put together again, as people read it. */
export function readText(mail: Pick<Mail, 'text'> | undefined): string {
  return (mail?.text ?? '').replaceAll(/\s+/gu, ' ');
}

/** What a recorded event would be to people if nothing else were known. */
export function noticeAlone(event: RecordedEvent) {
  const clock = { now: () => event.recordedAt, today: () => event.recordedAt.slice(0, 10) };
  const course = courseOf(event.subject, [event], clock);
  return noticeOf(event, { course, told: [event], alike: [event], fileNames: new Map() });
}
