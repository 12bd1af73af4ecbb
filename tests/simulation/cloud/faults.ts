/**
 * What can happen to one call of an AWS service, named by what the caller and the service see. Source: rows R10–R12,
 * D2–D5 and goal G2 of the checklist.
 */
export const FAULTS = [
  /** The process ends before the service hears of the call. */
  'killed-before',
  /** The service did it; the process ends before the answer arrives. */
  'killed-after',
  /** The service did it; the caller sees a time-out. */
  'answer-lost',
  /** The service did not do it; the caller sees the same time-out. */
  'timeout',
  /** The service did it, the caller's own retry asks once more and gets the second answer. */
  'doubled',
  /** Too many requests: nothing was done. */
  'throttled',
  /** Another writer was at the same item or object in that moment: nothing was done. */
  'conflict',
  /** One entry of a batch was not taken. */
  'partly',
  /** The run lasts too long: its message is delivered again while the process goes on. */
  'overdue',
] as const;

/** One of the {@link FAULTS}. */
export type Fault = (typeof FAULTS)[number];

/** One call, in the order in which the calls of a run take place. */
export type Call = { readonly index: number; readonly by: string; readonly command: string };

/** Which fault meets which call. */
export type FaultPlan = (call: Call) => Fault | undefined;

/** No call meets a fault. */
export const NO_FAULTS: FaultPlan = () => undefined;

const CONFLICTING = ['TransactWriteItems', 'PutItem', 'PutObject'];

/** The faults that this kind of call can meet. */
export function faultsOf(command: string): readonly Fault[] {
  return FAULTS.filter((fault) => {
    if (fault === 'conflict') return CONFLICTING.includes(command);
    return fault !== 'partly' || command === 'SendMessageBatch';
  });
}
