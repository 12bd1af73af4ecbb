import { z } from 'zod';
import type { ClientRight } from './access.ts';

const clients = z.array(
  z.object({
    clientId: z.string().min(1),
    /** The client's own `source`. */
    source: z.string().min(1),
    rule: z.object({ source: z.string().min(1), types: z.array(z.string()).min(1) }),
  }),
);

/** Reads the stage's list of app clients from its variable. @throws ZodError at cold start where it is no such list. */
export function readClients(json: string): readonly ClientRight[] {
  return clients.parse(JSON.parse(json));
}
