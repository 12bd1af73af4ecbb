import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import fact from './sdks/fact.json' with { type: 'json' };
import { WORKSHOP, must, say, type Tool } from './machine.ts';
import type { Part } from './part.ts';
import { formerSdk, pythonPrograms } from './python.ts';
import { recorded, SDK_EXAMPLES, type Forms } from './sdks/forms.ts';
import { writtenByJavaScript } from './sdks/javascript/write.ts';
import type { ContractStage, Receipt } from './stage.ts';

const OWN = join(import.meta.dirname, 'sdks');

/** An SDK of CloudEvents in its own language. */
type Sdk = {
  /** Language and version, as the file of what it writes is named. */
  readonly name: string;
  readonly needs: readonly Tool[];
  /** What it writes; the number of its first Mittelabruf makes each fact another. */
  readonly write: (first: number) => Promise<Forms>;
};

const forms = z.record(
  z.string(),
  z.object({ headers: z.record(z.string(), z.coerce.string()), body: z.string() }),
);

const SDKS: readonly Sdk[] = [
  {
    name: 'javascript-10.0.0',
    needs: [],
    write: (first) => Promise.resolve(writtenByJavaScript({ ...fact, first })),
  },
  {
    name: 'python-1.13.0',
    needs: [],
    write: async (first) => byPython('write-1.py', first, await formerSdk()),
  },
  { name: 'python-2.2.0', needs: [], write: (first) => byPython('write-2.py', first) },
  { name: 'java-4.0.1', needs: ['java', 'mvn'], write: byJava },
  { name: 'go-2.16.2', needs: ['go'], write: byGo },
];

/** What no program here writes, kept by hand. */
const KEPT = [
  { name: 'sdk-dotnet', title: 'CloudEvents, wie .NET sie schreibt', file: 'dotnet-2.9.0' },
  {
    name: 'sdk-none',
    title: 'CloudEvents, wie Programme ohne SDK sie schreiben',
    file: 'records-without-sdk',
  },
];

/** Events as the SDKs of other languages write them, through the queue and over HTTP; each ends recorded. */
export function foreignSdks({ record }: { readonly record: boolean }): readonly Part[] {
  const written = SDKS.map((sdk, at): Part => ({
    name: `sdk-${sdk.name.split('-')[0]}${sdk.name.startsWith('python-2') ? '-2' : ''}`,
    title: `CloudEvents, wie ${sdk.name} sie schreibt`,
    needs: sdk.needs,
    async faults(stage) {
      const found = await sdk.write(firstOf(at));
      if (record) writeFileSync(fileOf(sdk.name), `${JSON.stringify(found, null, 2)}\n`);
      const drift = isDeepStrictEqual(found, recorded(sdk.name))
        ? []
        : [
            `${sdk.name} schreibt anderes, als in ${fileOf(sdk.name)} steht; mit --record wird es festgehalten`,
          ];
      return [...drift, ...(await sent(found, await stage()))];
    },
  }));
  const kept = KEPT.map(({ name, title, file }): Part => ({
    name,
    title,
    needs: [],
    faults: async (stage) => sent(recorded(file), await stage()),
  }));
  return [...written, ...kept];
}

/** Each SDK counts its Mittelabrufe from a number of its own. */
function firstOf(at: number): number {
  return 100 * (at + 1);
}

function fileOf(name: string): string {
  return join(SDK_EXAMPLES, `${name}.json`);
}

async function byPython(program: string, first: number, former?: string): Promise<Forms> {
  const said = await must(
    join(await pythonPrograms(), 'python'),
    ['-W', 'ignore', join(OWN, 'python', program)],
    {
      input: JSON.stringify({ ...fact, first }),
      ...(former !== undefined && { environment: { PYTHONPATH: former } }),
    },
  );
  return forms.parse(JSON.parse(said));
}

async function byGo(first: number): Promise<Forms> {
  mkdirSync(WORKSHOP, { recursive: true });
  const program = join(WORKSHOP, 'write-go');
  await must('go', ['build', '-mod=readonly', '-o', program, '.'], { folder: join(OWN, 'go') });
  return forms.parse(JSON.parse(await must(program, [], { input: JSON.stringify({ ...fact, first }) })));
}

/** Maven writes beside its sources, so it gets a copy of them. */
async function byJava(first: number): Promise<Forms> {
  const folder = join(WORKSHOP, 'write-java');
  cpSync(join(OWN, 'java'), folder, { recursive: true });
  const quiet = ['-q', '-B', '-C', '-Dstyle.color=never'];
  const said = await must('mvn', [...quiet, 'compile', 'exec:java'], {
    folder,
    input: JSON.stringify({ ...fact, first }),
  });
  return forms.parse(JSON.parse(said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1)));
}

/**
 * Structured events go through the queue, then all of them over HTTP: each is recorded once, and what came over HTTP
 * said nothing else.
 */
async function sent(written: Forms, stage: ContractStage): Promise<readonly string[]> {
  const events = Object.entries(written).map(([form, { headers, body }]) => ({
    form,
    headers,
    body,
    id: idOf(headers, body),
    isStructured: form.startsWith('structured'),
  }));
  const structured = events.filter(({ isStructured }) => isStructured);
  for (const { body } of structured) await stage.toQueue(body, fact.subject);
  const overQueue = await faultsAfterAll(structured, stage, 'über die Warteschlange');
  const refused: string[] = [];
  for (const { form, headers, body, isStructured } of events) {
    // With a line end more the queue does not take it for the message that it already had.
    const { status, text } = await stage.toApi({ headers, body: isStructured ? `${body}\n` : body });
    if (status !== 202) refused.push(`${form}, über HTTP: ${status} ${text}`);
  }
  const overApi = await faultsAfterAll(events, stage, 'über HTTP');
  say(`  ${structured.length} Formen über die Warteschlange, ${events.length} über HTTP`);
  return [...overQueue, ...refused, ...overApi];
}

let marks = 0;

/** The queue keeps order within a Zielvereinbarung: once a last event is judged, all before it are. */
async function faultsAfterAll(
  events: readonly { readonly form: string; readonly id: string }[],
  stage: ContractStage,
  way: string,
): Promise<readonly string[]> {
  marks += 1;
  const mark = {
    specversion: '1.0',
    ...fact,
    id: `mark-${marks}`,
    data: { ...fact.data, number: 910 + marks },
  };
  await stage.toQueue(JSON.stringify(mark), fact.subject);
  const faults = [...faultsOf(`Ende ${way}`, await stage.judged(mark.id))];
  for (const { form, id } of events) faults.push(...faultsOf(`${form}, ${way}`, await stage.judged(id)));
  return faults;
}

function idOf(headers: Readonly<Record<string, string>>, body: string): string {
  const header = Object.entries(headers).find(([name]) => name.toLowerCase() === 'ce-id');
  return header?.[1] ?? z.looseObject({ id: z.string() }).parse(JSON.parse(body.replace(/^\uFEFF/u, ''))).id;
}

function faultsOf(way: string, { state, otherContent }: Receipt): readonly string[] {
  return state === 'recorded' && otherContent === undefined
    ? []
    : [`${way}: ${JSON.stringify({ state, otherContent })}`];
}
