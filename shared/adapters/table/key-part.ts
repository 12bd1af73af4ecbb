import type { z } from 'zod';

/**
 * A part of a key, where it passes the pattern of what it is. A part that holds more, say a whole subject where a
 * programme belongs or a path where an id belongs, would make the key of somebody else's: whoever checked the request,
 * no such key is asked for. @throws where it does not pass; the value is not named, for errors are logged.
 */
export function fit<Value>(value: Value, pattern: z.ZodType): Value {
  if (pattern.safeParse(value).success) return value;
  throw new Error('A part of a key does not pass its pattern');
}
