import { z } from 'zod';
import { shown, shownLines } from '../../../cli/commands/show/lines.ts';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import type { RecordedEvent } from '../../../events/recorded/index.ts';
import { inMemoryMailbox } from '../../../shared/adapters/memory/in-memory-mailbox.ts';
import { mailNews } from '../../../shared/application/mail/mail-news.ts';
import { viewOf } from '../../../shared/application/viewing/view.ts';
import { pagePath } from '../../../shared/portal/model/public-model.ts';
import { SUBJECT } from '../../support/facts/given.ts';
import { mailStage } from '../../support/stages/mail-stage.ts';
import { portal } from '../../support/stages/portal.ts';

const money = z.object({ amountCent: z.number() });

/** What of the open data is held against the other sides. */
const openData = z.object({
  revision: z.number(),
  fassung: z.number(),
  concludedOn: z.string(),
  publishedAt: z.string().optional(),
  cancelledOn: z.string().optional(),
  haushaltsmittel: money,
  signatures: z.array(z.object({ party: z.string(), date: z.string() })),
  bescheide: z.array(
    z.object({ aktenzeichen: z.string(), issuedOn: z.string(), amount: money, difference: money.optional() }),
  ),
  umsetzungsbesprechungen: z.array(z.object({ on: z.string() })),
  abweichungen: z.array(z.object({ number: z.number(), effectiveOn: z.string(), of: z.string() })),
  zielerreichung: z.object({ notConsidered: z.array(z.number()), assessments: z.array(z.unknown()) }),
  budgetHistory: z.array(
    z.object({ amount: money, effectiveOn: z.string(), fassung: z.number().optional(), kind: z.string() }),
  ),
});

type View = NonNullable<ReturnType<typeof viewOf>>;
type Row = Awaited<ReturnType<ReturnType<typeof portal>['store']['yearRow']>>;

/** What every side says of one Zielvereinbarung at the same moment. */
export type Said = {
  readonly view: View;
  readonly row: NonNullable<Row>;
  /** Open data that lies on the portal and can be read. */
  readonly open?: z.infer<typeof openData>;
  /** The page as it lies there, whatever it says. */
  readonly page: string;
  /** What `npm run show` prints. */
  readonly lines: string;
  /** Text of every mail so far. */
  readonly mails: readonly string[];
  readonly log: readonly RecordedEvent[];
  /** The publisher has followed the log to its end. */
  readonly isSettled: boolean;
};

/** One fact of a history, when it is told and recorded, and whether the publisher follows at once. */
export type Step = {
  readonly fact: IncomingEvent;
  /** Minutes that pass before it is told. */
  readonly minutes: number;
  /** Days before that on which it happened, as its sender says. */
  readonly daysLate: number;
  readonly isFollowed: boolean;
};

/** Plays a history on a stage with the real publisher, and calls for what all say after each fact that was recorded. */
export async function playing(
  steps: readonly Step[],
  { undoWindowMinutes, hear }: { undoWindowMinutes: number; hear: (said: Said) => void },
): Promise<void> {
  const stage = portal({ undoWindowMinutes });
  for (const { fact, minutes, daysLate, isFollowed } of steps) {
    stage.clock.at = later(stage.clock.at, minutes);
    const time = later(stage.clock.at, -daysLate * 1440);
    const { outcome } = await stage.send({ ...fact, time });
    if (isFollowed) await stage.follow(SUBJECT);
    const said = outcome === 'recorded' ? await saidOn(stage, isFollowed) : undefined;
    if (said !== undefined) hear(said);
  }
  await stage.follow(SUBJECT);
  const said = await saidOn(stage, true, await mailsOn(stage));
  if (said !== undefined) hear(said);
}

function later(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString();
}

type Stage = ReturnType<typeof portal>;

async function saidOn(
  stage: Stage,
  isSettled: boolean,
  mails: readonly string[] = [],
): Promise<Said | undefined> {
  const history = await stage.store.history(SUBJECT);
  const view = viewOf(SUBJECT, history, { now: stage.clock.at });
  const row = await stage.store.yearRow(SUBJECT);
  if (view === undefined || row === undefined) return undefined;
  const file = stage.files.get(`${pagePath(SUBJECT)}index.json`);
  const open = file === undefined || file.status === 410 ? undefined : stage.read(file.path);
  const plain: unknown = JSON.parse(JSON.stringify(view));
  return {
    view,
    row,
    ...(open !== undefined && { open: openData.parse(JSON.parse(open)) }),
    page: stage.read(`${pagePath(SUBJECT)}index.html`),
    lines: shownLines(shown.parse(plain)).join('\n').replaceAll('\u00A0', ' '),
    mails,
    log: history.map(({ event }) => event),
    isSettled,
  };
}

/** The mails that both sides get at once, as the real use case writes them. */
async function mailsOn({ store, clock }: Stage): Promise<readonly string[]> {
  const { mailing, settings, sent } = mailStage();
  for (const person of ['sub-land', 'sub-kreis']) await settings.choose(person, 'immediate');
  const now = { now: () => clock.at, today: () => clock.at.slice(0, 10) };
  await mailNews({ ...mailing, store, mailbox: inMemoryMailbox(store), clock: now });
  return sent.map(({ subject, text }) => `${subject}\n${text}`.replaceAll('\u00A0', ' '));
}
