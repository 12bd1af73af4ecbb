/** The local stage could not be set up; the message says what happened, in German, and where to read on. */
export class LocalStageFailure extends Error {
  override readonly name = 'LocalStageFailure';
}

/** Stops with one sentence, and with the log where there is one. */
export function fail(sentence: string, log?: string): never {
  throw new LocalStageFailure(log === undefined ? sentence : `${sentence}\nProtokoll: ${log}`);
}
