import { z } from 'zod';
import { archiveVariables, judgingVariables, variable } from './environment.ts';

/** What comparing needs of a stage; the function reads it from its environment, a command from the stage it knows. */
export const reconcilerVariables = z.object({
  TABLE_NAME: variable.name,
  PORTAL_BUCKET: variable.name,
  INBOX_BUCKET: variable.name,
  INTERNAL_QUEUE_URL: variable.url,
  INSPECTION_QUEUE_URL: variable.url,
  EVENT_PREFIX: variable.eventPrefix,
  /** Public base address with trailing slash: it stands in the QR codes of documents for signing. */
  PORTAL_URL: variable.url,
  ...archiveVariables,
  ...judgingVariables,
});

/** Type of {@link reconcilerVariables}. */
export type ReconcilerVariables = z.infer<typeof reconcilerVariables>;
