import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ASYNCAPI_PATH } from '../../cli/generate/asyncapi.ts';
import { ROOT, must, once } from './machine.ts';
import type { Part } from './part.ts';

const OWN = join(import.meta.dirname, 'asyncapi');
const FILES = ['package.json', 'package-lock.json', 'read.mjs'];

const found = z.object({
  faults: z.array(z.string()),
  channels: z.number(),
  operations: z.number(),
  messages: z.number(),
  withoutPayload: z.array(z.string()),
});

/** The AsyncAPI document, read by the parser of its authors. */
export const asyncApi: Part = {
  name: 'asyncapi',
  title: 'AsyncAPI, gelesen vom amtlichen Parser',
  needs: [],
  async faults() {
    const sources = FILES.map((file) => join(OWN, file));
    const folder = await once('asyncapi', sources, (made) => {
      for (const file of FILES) copyFileSync(join(OWN, file), join(made, file));
      return must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { folder: made });
    });
    const said = await must(process.execPath, ['read.mjs', join(ROOT, ASYNCAPI_PATH)], { folder });
    const { faults, channels, operations, messages, withoutPayload } = found.parse(JSON.parse(said));
    return [
      ...faults,
      ...withoutPayload.map((name) => `${name}: ohne Inhalt`),
      ...(channels === 2 && operations === 2 && messages > 0
        ? []
        : [`${channels} Kanäle, ${operations} Vorgänge, ${messages} Nachrichten`]),
    ];
  },
};
