import type { Staff } from '../../stage/borders.ts';
import { logOf } from '../../terminal/log.ts';
import type { LocalStage } from '../../stage/endpoints.ts';
import { judged } from '../../stage/receipts.ts';
import { runRollOver } from '../../commands/roll-over/run.ts';
import { readWishes } from '../../commands/roll-over/wishes.ts';
import type { PostOffice } from './post.ts';

/** Hanau is new in 2026: nobody's money is carried forward, so its amount is given. */
const ROLL_OVER = ['--from', '2025', '--to', '2026', '--add', '06415=650.000', '--yes'];

/** Makes the drafts of 2026 from those of 2025, as `npm run roll-over` does. */
export async function draftNextYear({
  stage,
  land,
  post,
  step,
}: {
  readonly stage: LocalStage;
  readonly land: Staff;
  readonly post: PostOffice;
  readonly step: (line: string) => void;
}): Promise<void> {
  const wishes = readWishes(ROLL_OVER);
  if (typeof wishes === 'string' || 'problem' in wishes) throw new Error('The story asks for nothing else');
  const said: string[] = [];
  const left = await runRollOver(
    {
      wire: post.wire,
      store: logOf(stage, post.wire),
      send: (event) => post.sendEvent(event),
      confirm: () => Promise.resolve(true),
      say: (line) => said.push(line),
      write: () => Promise.reject(new Error('The story keeps no file')),
      now: () => new Date().toISOString(),
      judged: (event) => judged(land, event),
    },
    wishes,
  );
  if (left !== 0) throw new Error(`Somebody has no draft for 2026:\n${said.join('\n')}`);
  step(`Entwürfe für 2026: ${said.at(-1) ?? ''}`);
}
