import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import fact from './sdks/fact.json' with { type: 'json' };
import { MAVEN, OPENAPI, generate, withOwnFiles } from './generator.ts';
import { WORKSHOP, must, run } from './machine.ts';
import type { Part } from './part.ts';
import { pythonPrograms } from './python.ts';
import type { ContractStage } from './stage.ts';

/** How a program of a generated client is called. */
type Call = { readonly input: string; readonly environment: Readonly<Record<string, string>> };

/** Clients generated for three languages compile, list, upload and send once; one for C# is generated. */
export const generatedClients: readonly Part[] = [
  client('java', 900, async (call) => {
    const properties = ['openApiNullable=false', 'invokerPackage=client', 'apiPackage=client.api'];
    const { folder, warnings } = await generate({
      language: 'java',
      library: 'native',
      properties: [...properties, 'modelPackage=client.model', 'hideGenerationTimestamp=true'],
    });
    withOwnFiles('java', folder);
    return { warnings, said: await must('mvn', [...MAVEN, 'compile', 'exec:java'], { folder, ...call }) };
  }),
  client('go', 901, async (call) => {
    const properties = ['packageName=client', 'useOneOfDiscriminatorLookup=true', 'enumClassPrefix=true'];
    const { folder, warnings } = await generate({ language: 'go', properties });
    // The generated module becomes a package of ours, whose sums are pinned.
    for (const name of ['go.mod', 'go.sum', 'test'])
      rmSync(join(folder, name), { recursive: true, force: true });
    const own = withOwnFiles('go', join(WORKSHOP, 'client-go-use'));
    rmSync(join(own, 'client'), { recursive: true, force: true });
    await must('cp', ['-r', folder, join(own, 'client')]);
    const program = join(WORKSHOP, 'use-go');
    await must('go', ['build', '-mod=readonly', '-o', program, '.'], { folder: own });
    return { warnings, said: await must(program, [], call) };
  }),
  client('python', 902, async ({ input, environment }) => {
    const programs = await pythonPrograms();
    const folder = join(WORKSHOP, 'client-python');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const path = `${programs}:${process.env['PATH']}`;
    const args = ['generate', '--path', OPENAPI, '--output-path', join(folder, 'client'), '--meta', 'none'];
    const generated = await run(join(programs, 'openapi-python-client'), [...args, '--fail-on-warning'], {
      folder,
      environment: { PATH: path },
    });
    const warnings = generated.code === 0 ? [] : [`${generated.said}${generated.complained}`];
    const own = withOwnFiles('python', folder);
    return {
      warnings,
      said: await must(join(programs, 'python'), [join(own, 'use.py')], {
        input,
        environment: { ...environment, PYTHONPATH: folder },
      }),
    };
  }),
  {
    name: 'client-csharp',
    title: 'Client für C#, erzeugt',
    needs: ['java', 'mvn'],
    async faults() {
      const { folder, warnings } = await generate({ language: 'csharp', properties: ['packageName=Client'] });
      const apis = readdirSync(join(folder, 'src/Client/Api')).toSorted();
      const expected = ['Clearing', 'Contract', 'Events', 'I', 'Notices', 'Uploads', 'Zielvereinbarungen'];
      const isWhole = String(apis) === String(expected.map((name) => `${name}Api.cs`));
      return [...warnings, ...(isWhole ? [] : [`andere Schnittstellen als erwartet: ${apis.join(', ')}`])];
    },
  },
];

const done = z.object({
  listed: z.array(z.string()).min(1),
  posted: z.int().min(200).max(299),
  upload: z.enum(['announced', 'archived', 'refused', 'unassigned']),
  sent: z.literal('received'),
  receipt: z.literal('RecordedReceipt'),
});

/** `number` is that of the Mittelabruf which this client sends. */
function client(
  language: 'java' | 'go' | 'python',
  number: number,
  use: (call: Call) => Promise<{ readonly warnings: readonly string[]; readonly said: string }>,
): Part {
  return {
    name: `client-${language}`,
    title: `Client für ${language}, erzeugt, übersetzt und benutzt`,
    needs: language === 'python' ? [] : language === 'go' ? ['java', 'mvn', 'go'] : ['java', 'mvn'],
    async faults(stage) {
      const { warnings, said } = await use(await callOn(await stage(), language, number));
      const read = done.safeParse(JSON.parse(said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1)));
      return read.success ? warnings : [...warnings, `${said}\n${z.prettifyError(read.error)}`];
    },
  };
}

async function callOn(stage: ContractStage, language: string, number: number): Promise<Call> {
  const { apiUrl, personToken, systemToken } = stage;
  const event = {
    specversion: '1.0',
    ...fact,
    id: `client-${language}`,
    datacontenttype: 'application/json',
    data: { ...fact.data, number },
  };
  return {
    // No scan that would be accepted: the form takes it, and the inspection says what is wrong.
    input: `%PDF-1.7\n% ${language}\n%%EOF\n`,
    environment: {
      API_URL: apiUrl,
      PERSON_TOKEN: await personToken('kommune'),
      SYSTEM_TOKEN: await systemToken(),
      EVENT: JSON.stringify(event),
    },
  };
}
