/** Region of every stage: data stays in Germany. */
export const REGION = 'eu-central-1';

/** Names of a stage's stacks, for templates and for the command line. Here stands nothing else, so that both can read it quickly. */
export function stackNames(stage: string) {
  const prefix = `zielvereinbarungen-${stage}`;
  return {
    archive: `${prefix}-archive`,
    portal: `${prefix}-portal`,
    processing: `${prefix}-processing`,
  } as const;
}
