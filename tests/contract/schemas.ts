import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { WORKSHOP, must, say } from './machine.ts';
import type { Part } from './part.ts';
import { pythonPrograms } from './python.ts';
import { casesOf, schemasByPath, type Case } from './schemas/cases.ts';

const OWN = join(import.meta.dirname, 'schemas');

const found = z.object({ faults: z.array(z.string()), verdicts: z.array(z.boolean()) });

/** Our JSON Schemas in validators of two other languages: they compile, and judge as our own reader does. */
export const foreignValidators: Part = {
  name: 'schemas',
  title: 'JSON Schemas in Prüfern von Python und Go',
  needs: ['go'],
  async faults() {
    const cases = casesOf();
    const valid = cases.filter(({ isValid }) => isValid).length;
    say(
      `  ${Object.keys(schemasByPath()).length} Schemata, ${valid} richtige und ${cases.length - valid} beschädigte Ereignisse`,
    );
    const input = JSON.stringify({ schemas: schemasByPath(), cases });
    const python = join(await pythonPrograms(), 'python');
    const byPython = await must(python, [join(OWN, 'validate.py')], { input });
    mkdirSync(WORKSHOP, { recursive: true });
    const program = join(WORKSHOP, 'validate-go');
    await must('go', ['build', '-mod=readonly', '-o', program, '.'], { folder: join(OWN, 'go') });
    const byGo = await must(program, [], { input });
    return [...differences('Python', byPython, cases), ...differences('Go', byGo, cases)];
  },
};

function differences(language: string, said: string, cases: readonly Case[]): readonly string[] {
  const { faults, verdicts } = found.parse(JSON.parse(said));
  const wrong = cases.filter(({ isValid }, at) => verdicts[at] !== isValid);
  return [
    ...faults.map((fault) => `${language}: ${fault}`),
    ...(faults.length > 0
      ? []
      : wrong.map(({ name, isValid }) => `${language}: ${name} gilt ${isValid ? 'nicht' : ''}`)),
  ].slice(0, 20);
}
