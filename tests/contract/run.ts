// `npm run test:contract [-- PART…] [--examples N] [--seed N] [--record]`: foreign tools read and write the contract.
import { parseArgs } from 'node:util';
import { asyncApi } from './asyncapi.ts';
import { generatedClients } from './clients.ts';
import { fuzzing } from './fuzz.ts';
import { missing, say } from './machine.ts';
import type { Part } from './part.ts';
import { foreignValidators } from './schemas.ts';
import { foreignSdks } from './sdks.ts';
import { contractStage, type ContractStage } from './stage.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Requests per operation: fifteen operations for a person and two for a system make more than 5,000. */
    examples: { type: 'string', default: '350' },
    seed: { type: 'string', default: '20250814' },
    /** Keeps what the SDKs write now, for whoever raised the version of one. */
    record: { type: 'boolean', default: false },
  },
});
const amount = { examples: Number(values.examples), seed: Number(values.seed) };
// The fuzzer comes last: what it sends lies about on the stage.
const parts: readonly Part[] = [
  asyncApi,
  foreignValidators,
  ...foreignSdks({ record: values.record }),
  ...generatedClients,
  fuzzing(amount),
];
const known = new Set(parts.map(({ name }) => name));
for (const name of positionals.filter((one) => !known.has(one)))
  throw new Error(`Den Teil „${name}“ gibt es nicht; es gibt: ${[...known].join(', ')}`);

let started: Promise<ContractStage> | undefined;
const stage = () => (started ??= contractStage());
try {
  for (const part of parts) if (positionals.length === 0 || positionals.includes(part.name)) await hold(part);
} finally {
  // A stage that did not start stopped by itself; the parts said so.
  await started?.then(
    ({ stop }) => stop(),
    () => undefined,
  );
}

async function hold({ name, title, needs, faults }: Part): Promise<void> {
  const lack = missing(needs);
  if (lack !== undefined) {
    say(`${name}: ${title}: ausgelassen. ${lack}`);
    // What is not looked at in CI is looked at nowhere.
    if (process.env['CI'] === 'true') process.exitCode = 1;
    return;
  }
  const began = Date.now();
  say(`${name}: ${title} …`);
  const found = await faults(stage).catch((error: unknown) => [String(error)]);
  for (const fault of found) say(`  ${fault}`);
  const seconds = Math.round((Date.now() - began) / 1000);
  say(`  ${found.length === 0 ? 'hält' : `${found.length} Befunde`} (${seconds} s)`);
  if (found.length > 0) process.exitCode = 1;
}
