/** A service did not do what was asked; the message names it in German, with the service's own code. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** Asks a service, and names it where it fails. @throws NoAnswer instead of whatever the service says in English. */
export async function asking<Answer>(whom: string, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    throw new NoAnswer(`${whom} war nicht zu erreichen oder lehnte ab (${codeOf(error)})`, { cause: error });
  }
}

/** `ECONNREFUSED`, or the name by which a service calls the failure; never its sentence. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unbekannt';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** Why something could not go on, in German; undefined where it came to its end. Other failures are ours. */
export async function failureOf(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof NoAnswer) return error.message;
    throw error;
  }
}
