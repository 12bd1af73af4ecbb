import { entriesOf, itemsOf, type Command } from './command.ts';

/**
 * What can happen to one call of an AWS service, named by what the caller and the service see. Source: R10 to R12,
 * D2 to D5, G2.
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
  /** The caller sees a time-out; the service does it all the same, while or after the caller tries again. */
  'late',
  /** The service did it, the caller's own retry asks once more and gets the second answer. */
  'doubled',
  /** Too many requests: nothing was done. */
  'throttled',
  /** Too many requests for one item of a transaction: nothing was done. */
  'item-throttled',
  /** Another writer was at the same item or object in that moment: nothing was done. */
  'conflict',
  /** One entry of a batch was not taken. */
  'partly',
  /** The run lasts too long: its message is delivered again while the process goes on, at once (0) or long after (1). */
  'overdue',
] as const;

/** One of the {@link FAULTS}. */
export type FaultKind = (typeof FAULTS)[number];

/**
 * A fault that meets a call; `at` says which item of a transaction, which entry of a batch, for `late` which of
 * {@link LATE}, for `overdue` whether the process goes on long after only. 0 where there is nothing to choose.
 */
export type Fault = { readonly kind: FaultKind; readonly at: number };

/** When a late write takes place: right before its function asks for the same once more, right after, or long after. */
export const LATE = ['before', 'after', 'long-after'] as const;

/** One call, in the order in which the calls of a run take place. */
export type Call = { readonly index: number; readonly by: string; readonly command: Command };

/** Which fault meets which call. */
export type FaultPlan = (call: Call) => Fault | undefined;

/** No call meets a fault. */
export const NO_FAULTS: FaultPlan = () => undefined;

/** Name of a fault: its kind, and its place where there are several. */
export const nameOfFault = ({ kind, at }: Fault) => (at === 0 ? kind : `${kind}-${at}`);

/** In how many places a fault of this kind can meet this call; 0 where it cannot meet it. */
export const placesOf = (kind: FaultKind, command: Command) => PLACES[kind]?.(command) ?? 1;

/** Every fault that this call can meet. */
export function faultsOf(command: Command): readonly Fault[] {
  return FAULTS.flatMap((kind) =>
    Array.from({ length: placesOf(kind, command) }, (_, at): Fault => ({ kind, at })),
  );
}

const CONFLICTING = ['PutItem', 'PutObject'];
const READING = [
  'GetItem',
  'Query',
  'Scan',
  'GetObject',
  'HeadObject',
  'ListObjectVersions',
  'ListObjectsV2',
];

const PLACES: Partial<Record<FaultKind, (command: Command) => number>> = {
  conflict: (command) => (CONFLICTING.includes(command.name) ? 1 : itemsOf(command).length),
  'item-throttled': (command) => itemsOf(command).length,
  partly: (command) => entriesOf(command).length,
  overdue: () => 2,
  late: ({ name }) => (READING.includes(name) ? 0 : LATE.length),
};
