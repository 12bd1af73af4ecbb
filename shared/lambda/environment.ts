import { z } from 'zod';
import { LOCK_MODES } from '../domain/retention.ts';

/** A function was deployed without something it needs: found at cold start, named, never guessed. */
export class EnvironmentInvalid extends Error {
  constructor(problems: string) {
    super(`Environment is incomplete: ${problems}`);
    this.name = 'EnvironmentInvalid';
  }
}

/** Reads the variables of a function. @throws EnvironmentInvalid naming what is missing, never a value. */
export function readEnvironment<Schema extends z.ZodType>(
  schema: Schema,
  variables: object,
): z.infer<Schema> {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  throw new EnvironmentInvalid(
    parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
  );
}

/** Variables that several functions share. */
export const variable = {
  name: z.string().min(1),
  url: z.string().min(1),
  eventPrefix: z.string().regex(/^[a-z0-9.-]+$/u),
  minutes: z.coerce.number().int().min(0),
  days: z.coerce.number().int().min(1),
  count: z.coerce.number().int().min(1),
  lockMode: z.enum(LOCK_MODES),
  flag: z.enum(['true', 'false']),
} as const;

/** What the recorder judges by: when what is concluded appears, and how long a closed Akte is kept. */
export const judgingVariables = {
  UNDO_WINDOW_MINUTES: variable.minutes,
  /** Day before which nothing of the year appears, `YYYY-MM-DD`; absent where there is none. */
  PUBLISH_NOT_BEFORE: z.iso.date().optional(),
  RETENTION_DAYS: variable.days,
} as const;

/** How long and how archived objects are kept. */
export const archiveVariables = {
  ARCHIVE_BUCKET: variable.name,
  RETENTION_DAYS: variable.days,
  LOCK_MODE: variable.lockMode,
} as const;
