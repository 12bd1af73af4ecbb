/**
 * Runs a command to its exit code: 1 with one German sentence where there is nothing to talk to, or with the
 * help where the arguments are unknown.
 */
export async function exitCodeOf(help: string, command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const isArgument = 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    if (isArgument) console.error(`Diese Angaben kennt der Befehl nicht.\n\n${help}`);
    else if (error.name === 'LocalStageFailure') console.error(error.message);
    else throw error;
    return 1;
  }
}
