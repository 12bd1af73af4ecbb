import type { Tool } from './machine.ts';
import type { ContractStage } from './stage.ts';

/** One part of the contract's own part. */
export type Part = {
  /** As it is typed: `npm run test:contract -- NAME`. */
  readonly name: string;
  readonly title: string;
  /** Programs that the machine must have, beside Node and Python. */
  readonly needs: readonly Tool[];
  /** What does not hold, a sentence each; `stage` starts the local stage where the part asks for it. */
  readonly faults: (stage: () => Promise<ContractStage>) => Promise<readonly string[]>;
};
