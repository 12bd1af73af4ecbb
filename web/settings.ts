import * as z from 'zod/mini';

const settings = z.object({
  /** Where this page stands, with trailing slash. */
  workplaceUrl: z.string(),
  /** Public pages, with trailing slash. */
  portalUrl: z.string(),
  /** Without `/v1` and without trailing slash. */
  apiUrl: z.string(),
  /** `iss` of the tokens. */
  issuer: z.string(),
  /** Where people sign in, without trailing slash. */
  signInUrl: z.string(),
  clientId: z.string(),
  /** First part of every event type on the wire. */
  eventPrefix: z.string(),
  /** Whether another person confirms what somebody uploaded. */
  fourEyes: z.boolean(),
  /** Whether people are mailed what is new; where not, no page promises it. */
  mails: z.boolean(),
});

/** With whom this page talks. */
export type Settings = z.infer<typeof settings>;

/** Reads what the deployment wrote into the page. @throws ZodError where it did not. */
export function readSettings(): Settings {
  return settings.parse(JSON.parse(document.querySelector('#settings')?.textContent ?? '{}'));
}
