import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { z } from 'zod';
import { bundleFunctions } from './constructs/function-bundles.ts';
import { StageRefused } from './refusal.ts';
import { stageNamed } from './stages.ts';
import { addStacks } from './zielvereinbarungen.ts';

const context = z.string().min(1).optional();

try {
  await synthesise(new App());
} catch (error) {
  if (!(error instanceof StageRefused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** `-c stage=… -c emulatorPort=… -c retentionYears=… -c lockMode=…`; without arguments the stage of cdk.json. */
async function synthesise(app: App): Promise<void> {
  const read = (name: string) => context.parse(app.node.tryGetContext(name));
  const [retentionYears, lockMode, emulatorPort] = ['retentionYears', 'lockMode', 'emulatorPort'].map(read);
  const stage = stageNamed(read('stage') ?? 'local', {
    ...(retentionYears === undefined ? {} : { retentionYears }),
    ...(lockMode === undefined ? {} : { lockMode }),
  });
  const code = await bundleFunctions({
    root: join(import.meta.dirname, '..'),
    outdir: join(app.outdir, 'bundles'),
  });
  addStacks(app, { stage, code, ...(emulatorPort === undefined ? {} : { emulatorPort }) });
  app.synth();
}
