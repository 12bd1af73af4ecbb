import { refuse } from './refusal.ts';

/** Refuses a quota of nothing, which would stop the work, and one that is no whole number: the function would not start. */
export function refuseUnfitQuota({
  name,
  uploadsPerDay,
}: {
  readonly name: string;
  readonly uploadsPerDay: number;
}): void {
  if (Number.isInteger(uploadsPerDay) && uploadsPerDay >= 1) return;
  refuse(
    `Die Zahl der Scans je Gebietskörperschaft und Tag (uploadsPerDay) der Stage ${name} ist eine ganze Zahl ab 1, nicht „${uploadsPerDay}“.`,
  );
}
