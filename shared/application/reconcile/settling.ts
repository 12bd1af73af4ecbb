import type { Finding, Settled } from './finding.ts';

/** A look at one thing: what it finds. */
export type Look = () => Promise<readonly Finding[]> | readonly Finding[];

/** What becomes of a finding, and whom a look was at. */
export type Settling = {
  readonly settle: (finding: Finding) => Promise<Settled>;
  readonly subject?: string;
};

/** Looks, and settles what is found, one after the other; a look that fails is a finding itself. */
export async function settledAll(look: Look, { settle, subject }: Settling): Promise<readonly Settled[]> {
  const settled: Settled[] = [];
  try {
    for (const finding of await look()) settled.push(await settle(finding));
  } catch (error) {
    settled.push(await settle({ code: 'could-not-look', error, ...(subject !== undefined && { subject }) }));
  }
  return settled;
}
