import type { UploadRefusal } from '../../../events/reasons.ts';

/** A file that no scanner made, and the reason by which it is refused. */
export type Hostile = {
  readonly name: string;
  readonly reason: UploadRefusal;
  readonly file: () => Buffer | Promise<Buffer>;
};
