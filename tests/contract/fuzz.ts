import { join } from 'node:path';
import { ROOT, WORKSHOP, run, say } from './machine.ts';
import type { Part } from './part.ts';
import { pythonPrograms } from './python.ts';
import type { ContractStage } from './stage.ts';

/** How much is fired: requests per operation, and the seed that they are drawn from. */
export type Amount = { readonly examples: number; readonly seed: number };

/** One run of the fuzzer: as whom, at which operations, and how much. */
type Fire = {
  readonly who: string;
  readonly token: () => Promise<string>;
  readonly examples: number;
  readonly operations?: readonly string[];
};

/** What is held against every answer, and that what the contract forbids is refused. */
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'missing_required_header',
];

/** Thousands of made-up requests to the API, by its own contract. */
export function fuzzing({ examples, seed }: Amount): Part {
  return {
    name: 'fuzz',
    title: 'Erfundene Anfragen an die API nach ihrem Vertrag',
    needs: [],
    async faults(stage) {
      const started = await stage();
      const fires = firesAt(started, examples);
      const faults: string[] = [];
      for (const shot of fires) faults.push(...(await fire(shot, { url: started.apiUrl, seed })));
      return faults;
    },
  };
}

function firesAt({ personToken, systemToken }: ContractStage, examples: number): readonly Fire[] {
  // A token is good for fifteen minutes: each is fetched when it is used.
  return [
    { who: 'das Ministerium', token: () => personToken('land'), examples },
    {
      who: 'eine Gebietskörperschaft',
      token: () => personToken('kommune'),
      examples: Math.ceil(examples / 4),
    },
    {
      who: 'ein Fachverfahren',
      token: systemToken,
      examples,
      operations: ['sendEvent', 'showReceipt'],
    },
  ];
}

async function fire(
  { who, token, examples, operations = [] }: Fire,
  { url, seed }: { readonly url: string; readonly seed: number },
): Promise<readonly string[]> {
  const args = [
    ['run', join(ROOT, 'functions/staff-api/openapi.json')],
    ['--url', url, '--header', `Authorization: Bearer ${await token()}`],
    ['--max-examples', String(examples), '--seed', String(seed), '--workers', '1'],
    ['--phases', 'examples,fuzzing', '--checks', CHECKS.join(',')],
    ['--continue-on-failure', '--no-shrink', '--generation-database', 'none'],
    ...operations.map((operation) => ['--include-operation-id', operation]),
  ].flat();
  const command = join(await pythonPrograms(), 'schemathesis');
  const { code, said, complained } = await run(command, args, { folder: WORKSHOP });
  const requests = Number(/(\d+) generated/u.exec(said)?.[1] ?? 0);
  say(`  ${who}: ${requests} Anfragen, Startwert ${seed}`);
  return code === 0 && requests > 0 ? [] : [`${who}: Widerspruch zum Vertrag\n${said}\n${complained}`];
}
