/** A setting that must not be deployed; the message is the whole explanation for the person at the keyboard. */
export class StageRefused extends Error {
  override readonly name = 'StageRefused';
}

/** Stops synthesis with one sentence. */
export function refuse(sentence: string): never {
  throw new StageRefused(sentence);
}
