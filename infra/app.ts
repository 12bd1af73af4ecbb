import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { z } from 'zod';
import { bundleFunctions } from './constructs/functions/function-bundles.ts';
import { StageRefused } from './stages/refusal.ts';
import { stageNamed } from './stages/stages.ts';
import { addStacks } from './zielvereinbarungen.ts';

const text = z.string().min(1);

/** What `-c name=value` may say: the stage, where its emulator answers, and what a stage leaves open. */
const context = z.object({
  stage: text.default('local'),
  emulatorPort: text.exactOptional(),
  retentionYears: text.exactOptional(),
  lockMode: text.exactOptional(),
  workplaceDomain: text.exactOptional(),
  workplaceCertificate: text.exactOptional(),
});

try {
  await synthesise(new App());
} catch (error) {
  if (!(error instanceof StageRefused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function synthesise(app: App): Promise<void> {
  const said = Object.keys(context.shape).flatMap((name) => {
    const value: unknown = app.node.tryGetContext(name);
    return value === undefined ? [] : [[name, value]];
  });
  const { stage: name, emulatorPort, ...overrides } = context.parse(Object.fromEntries(said));
  const stage = stageNamed(name, overrides);
  const code = await bundleFunctions({
    root: join(import.meta.dirname, '..'),
    outdir: join(app.outdir, 'bundles'),
  });
  addStacks(app, { stage, code, ...(emulatorPort === undefined ? {} : { emulatorPort }) });
  app.synth();
}
