/** Tells when the person wants an end (Ctrl-C), so that a command can put down what it holds; a second one ends it. */
export function interruption(): AbortSignal {
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort());
  return interrupted.signal;
}
