/** Makes a forgotten case a compile error; throws where one comes nevertheless, from data that no type describes. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
