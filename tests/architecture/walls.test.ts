import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../..');

const report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
    totalCruised: z.number(),
  }),
});

describe('the walls of this repository', () => {
  test('nobody climbs over one', () => {
    const rooms = ['events', 'shared', 'functions', 'infra', 'cli', 'tests'];
    const { violations, totalCruised } = cruise(ROOT, rooms);
    expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    expect(totalCruised).toBeGreaterThan(200);
  });
});

/** One forbidden import per wall: where it stands, what it imports, and which wall stops it. */
const BREACHES: readonly (readonly [wall: string, file: string, content: string])[] = [
  ['events-know-zod-only', 'events/fact.ts', "import '../shared/domain/rule.ts';"],
  ['json-look-knows-scanner-only', 'events/reading/json-look.ts', "import { z } from 'zod';\nz.string();"],
  ['events-know-zod-only', 'events/clock.ts', "import { hrtime } from 'node:process';\nhrtime();"],
  ['core-is-pure', 'shared/domain/asks.ts', "import '../application/use-case.ts';"],
  ['core-is-pure', 'shared/documents/writes.ts', "import '../adapters/store.ts';"],
  ['core-knows-no-system', 'shared/domain/reads.ts', "import 'node:fs';"],
  [
    'core-knows-no-system',
    'shared/portal/page.tsx',
    "import { join } from 'path';\nexport const page = <p>{join('a')}</p>;",
  ],
  ['core-knows-no-package', 'shared/domain/canon.ts', "import 'canonicalize';"],
  [
    'core-knows-types-of-zod',
    'shared/domain/parses.ts',
    "import { z } from 'zod';\nexport const schema = z.string();",
  ],
  ['portal-knows-preact-only', 'shared/portal/codes.ts', "import 'qrcode';"],
  [
    'domain-stands-below',
    'shared/domain/shows.ts',
    "import type { Page } from '../portal/model.ts';\nexport type Shown = Page;",
  ],
  ['domain-knows-no-documents', 'shared/domain/prints.ts', "import '../documents/text.ts';"],
  ['words-know-domain-only', 'shared/words/writes.ts', "import '../documents/text.ts';"],
  ['words-stand-above-domain', 'shared/domain/names.ts', "import '../words/states.ts';"],
  ['application-knows-ports', 'shared/application/stores.ts', "import '../adapters/store.ts';"],
  ['application-knows-zod-only', 'shared/application/hashes.ts', "import 'node:crypto';"],
  ['application-knows-zod-only', 'shared/application/sends.ts', "import '@aws-sdk/client-sqs';"],
  ['adapters-know-no-doors', 'shared/adapters/calls.ts', "import '../../functions/one/handler.ts';"],
  ['adapters-know-ports', 'shared/adapters/judges.ts', "import '../application/use-case.ts';"],
  [
    'adapters-know-ports',
    'shared/adapters/knows.ts',
    "import type { Case } from '../application/use-case.ts';\nexport type Known = Case;",
  ],
  ['adapters-know-no-lambda', 'shared/adapters/logs.ts', "import '../lambda/chain.ts';"],
  [
    'aws-behind-adapters',
    'shared/lambda/asks.ts',
    "import type { SQSClient } from '@aws-sdk/client-sqs';\nexport type Client = SQSClient;",
  ],
  ['aws-behind-adapters', 'functions/one/asks.ts', "import '@aws-sdk/client-s3';"],
  ['pdfkit-behind-its-writer', 'functions/one/prints.ts', "export const load = () => import('pdfkit');"],
  ['scan-gate-holds-its-libraries', 'shared/adapters/renders.ts', "import '@hyzyla/pdfium';"],
  ['scan-gate-holds-its-libraries', 'functions/one/decodes.ts', "import 'zxing-wasm/reader';"],
  ['core-is-pure', 'shared/scan-gate/rules/looks.ts', "import '../gate.ts';"],
  ['core-knows-no-system', 'shared/scan-gate/rules/reads.ts', "import 'node:zlib';"],
  ['adapters-know-no-lambda', 'shared/scan-gate/logs.ts', "import '../lambda/chain.ts';"],
  ['functions-stand-alone', 'functions/one/leans.ts', "import '../two/handler.ts';"],
  ['routes-stand-above', 'functions/one/contract/leans.ts', "import '../routes/route.ts';"],
  ['functions-look-inward', 'functions/one/looks.ts', "import '../../infra/stack-names.ts';"],
  ['infra-knows-names-only', 'infra/uses.ts', "import '../shared/application/use-case.ts';"],
  ['infra-knows-names-only', 'infra/hears.ts', "import '../shared/lambda/chain.ts';"],
  ['infra-knows-names-only', 'infra/keeps.ts', "import '../shared/adapters/store.ts';"],
  ['infra-runs-no-rule', 'infra/judges.ts', "import '../shared/domain/rule.ts';"],
  ['infra-runs-no-rule', 'infra/tells.ts', "import '../events/emit.ts';"],
  ['infra-knows-names-only', 'infra/runs.ts', "import '../functions/one/handler.ts';"],
  [
    'infra-knows-types-of-environments',
    'infra/reads.ts',
    "import { environment } from '../functions/one/environment.ts';\nexport const names = environment;",
  ],
  ['infra-is-the-ground', 'cli/deploys.ts', "import '../infra/stages/stages.ts';"],
  ['nothing-knows-the-outside', 'shared/adapters/tries.ts', "import '../../tests/given.ts';"],
  ['nothing-knows-the-outside', 'functions/one/types.ts', "import '../../cli/commands/emit.ts';"],
  ['auditor-stands-alone', 'tests/auditor/leans.ts', "import '../../shared/domain/rule.ts';"],
  ['auditor-stands-alone', 'tests/auditor/helped.ts', "import '../given.ts';"],
  ['auditor-knows-plain-items', 'tests/auditor/parses.ts', "import 'zod';"],
  ['auditor-asks-nobody', 'tests/auditor/asks.ts', "import '@aws-sdk/client-dynamodb';"],
  ['cli-stands-alone', 'cli/tries.ts', "import '../tests/given.ts';"],
  ['web-knows-the-language', 'web/asks.ts', "import '../shared/adapters/store.ts';"],
  [
    'shipped-is-declared',
    'shared/adapters/tests.ts',
    "import { test } from 'vitest';\ntest('nothing', () => {});",
  ],
  ['resolvable', 'cli/lost.ts', "import './nowhere.ts';"],
  ['no-orphans', 'shared/application/alone.ts', 'export const alone = true;'],
  ['no-cycles', 'shared/domain/chicken.ts', "import './egg.ts';"],
];

/** What the breaches import; it breaks no wall by itself. */
const HONEST: Readonly<Record<string, string>> = {
  'shared/domain/rule.ts': "import type { z } from 'zod';\nexport type Rule = z.ZodType;",
  'shared/domain/egg.ts': "import './chicken.ts';",
  'shared/documents/text.ts': "import '../domain/rule.ts';",
  'shared/words/states.ts': "import '../domain/rule.ts';",
  'shared/portal/model.ts': "import '../domain/rule.ts';\nexport type Page = string;",
  'shared/application/use-case.ts': "import '../domain/rule.ts';\nexport type Case = string;",
  'shared/application/ports/store.ts': 'export const AGAIN = 1;\nexport type Store = object;',
  'shared/adapters/store.ts': "import '../application/ports/store.ts';\nimport '@aws-sdk/client-dynamodb';",
  'shared/adapters/table/event-table.ts': 'export const TABLE_KEYS = 1;',
  'shared/scan-gate/gate.ts': "import '@cantoo/pdf-lib';\nimport 'node:zlib';",
  'shared/lambda/chain.ts': "import '../application/use-case.ts';",
  'functions/one/environment.ts':
    "import { z } from 'zod';\nexport const environment = z.object({});\nexport type Environment = object;",
  'functions/one/handler.ts': "import '../../shared/lambda/chain.ts';",
  'functions/one/index.ts': "import './handler.ts';\nimport '@aws-sdk/client-s3';",
  'functions/one/routes/route.ts': "import '../handler.ts';",
  'functions/two/handler.ts': "import '../../shared/lambda/chain.ts';",
  'shared/domain/voices.ts': "import type { Rule } from './rule.ts';\nexport type Voice = Rule;",
  'events/emit.ts': "import './fact.ts';",
  'events/primitives.ts': "import 'zod';",
  'shared/lambda/metric-names.ts': "export const METRICS_NAMESPACE = 'one';",
  'shared/scan-gate/rules/limits.ts': 'export const INBOX_DAYS = 7;',
  'infra/stack-names.ts':
    "import '../shared/adapters/table/event-table.ts';\nimport '../shared/domain/voices.ts';\nimport '../events/primitives.ts';",
  'infra/constructs/inbox.ts':
    "import '../../shared/lambda/metric-names.ts';\nimport '../../shared/scan-gate/rules/limits.ts';\nimport type { Rule } from '../../shared/domain/rule.ts';\nexport type Of = Rule;",
  'infra/stages/stages.ts':
    "import '../stack-names.ts';\nimport type { Environment } from '../../functions/one/environment.ts';\nexport type Of = Environment;",
  'cli/commands/emit.ts': "import '../../shared/adapters/store.ts';\nimport '../../infra/stack-names.ts';",
  'tests/auditor/audit.ts':
    "import { createHash } from 'node:crypto';\nimport type { AttributeValue } from '@aws-sdk/client-dynamodb';\nexport type Raw = AttributeValue;\ncreateHash('sha256');",
  'tests/auditor/audit.test.ts':
    "import './audit.ts';\nimport '../given.ts';\nimport { test } from 'vitest';\ntest('nothing', () => {});",
  'tests/given.ts': "import '../shared/domain/rule.ts';",
};

describe('a wall', () => {
  const folder = mkdtempSync(join(tmpdir(), 'walls-'));
  let found: readonly string[] = [];

  beforeAll(() => {
    cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const files = [
      ...Object.entries(HONEST),
      ...BREACHES.map(([, file, content]) => [file, content] as const),
    ];
    for (const [file, content] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${content}\n`);
    }
    const rooms = ['events', 'shared', 'functions', 'infra', 'cli', 'web', 'tests'];
    found = cruise(folder, rooms).violations.map(({ rule, from }) => `${rule.name} ${from}`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(BREACHES)('%s stops %s', (wall, file) => {
    expect(found).toContain(`${wall} ${file}`);
  });

  test('lets everybody pass who keeps to the rooms', () => {
    const honest = Object.keys(HONEST).filter((file) => file !== 'shared/domain/egg.ts');
    expect(found.filter((line) => honest.some((file) => line.endsWith(` ${file}`)))).toEqual([]);
  });
});

function cruise(folder: string, rooms: readonly string[]) {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      join(ROOT, '.dependency-cruiser.mjs'),
      '--output-type',
      'json',
      ...rooms,
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (stdout === '') throw new Error(`dependency-cruiser said nothing: ${stderr}`);
  return report.parse(JSON.parse(stdout)).summary;
}
