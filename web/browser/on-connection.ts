/**
 * Begins something on a connection that is opened once, when it is first needed, and anew where it was closed
 * meanwhile: `open` is given what to call then. Where the end of a connection shows only in the failure to begin, it
 * is opened and tried once more.
 */
export function onConnection<Connection, Begun>(
  open: (forget: () => void) => Promise<Connection>,
  begin: (connection: Connection) => Begun,
): () => Promise<Begun> {
  let connection: Promise<Connection> | undefined;
  const forget = () => {
    connection = undefined;
  };
  const attempt = async () => {
    connection ??= open(forget);
    try {
      return begin(await connection);
    } catch (error) {
      forget();
      throw error;
    }
  };
  return () => attempt().catch(attempt);
}
