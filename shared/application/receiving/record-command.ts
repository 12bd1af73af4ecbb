import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { STAFF_SOURCE } from '../../domain/senders.ts';
import type { Delivery, Outcome, Recorder } from '../recording/recorder.ts';
import { recordIncoming } from '../recording/record-incoming.ts';

/** A command of a person: what happened, and under which name it can be repeated. */
export type StaffCommand = Pick<IncomingEvent, 'type' | 'data' | 'subject'> & {
  /** The caller's pseudonym and Idempotency-Key. */
  readonly id: string;
  /** What earlier releases called the same command. */
  readonly formerId?: string;
  /** Version on which the person decided, where it matters. */
  readonly expects?: number;
};

/**
 * Records a command through the same recorder as every message. The caller is answered at once, so a refusal
 * is told and not kept at the clearing desk; what is early waits as it would from the queue.
 * @throws VersionConflict where the head kept moving, StaleVersion where the person decided on an older version.
 */
export function recordCommand(recorder: Recorder, command: StaffCommand): Promise<Outcome> {
  return recordIncoming(recorder, commandDelivery(recorder, command));
}

/** What became of one command of several. */
export type InTurn = { readonly type: StaffCommand['type'] } & Outcome;

/**
 * Records commands one after the other, up to the first that is refused. What was recorded before it stays:
 * repeating them finds it as a duplicate.
 * @throws as {@link recordCommand}
 */
export async function recordCommands(
  recorder: Recorder,
  commands: readonly StaffCommand[],
): Promise<readonly InTurn[]> {
  const turns: InTurn[] = [];
  for (const command of commands) {
    const outcome = await recordCommand(recorder, command);
    turns.push({ type: command.type, ...outcome });
    if (outcome.outcome === 'refused') break;
  }
  return turns;
}

/** A command as it is judged, under the name of its caller. */
export function commandDelivery(
  { clock, wire }: Recorder,
  { expects, formerId, ...command }: StaffCommand,
): Delivery {
  const now = clock.now();
  const incoming = asIncoming({ ...command, source: STAFF_SOURCE, time: now });
  const body = JSON.stringify(wire.toCloudEvent(incoming));
  const told = { ...(expects !== undefined && { expects }), ...(formerId !== undefined && { formerId }) };
  return { incoming, body, door: 'staff', receivedAt: now, ...told };
}

/** Type and data of a command were read together by the fact's schema. */
function asIncoming(
  event: Omit<IncomingEvent, 'type' | 'data'> & Pick<IncomingEvent, 'type' | 'data'>,
): IncomingEvent {
  return event as IncomingEvent; // oxlint-disable-line typescript/no-unsafe-type-assertion -- see above
}
