// `npm run test:long -- PART`: the full figures of a battery, in parts that go on where they were stopped. What a
// part printed at its end is kept in `docs/proof/<part>.md`, with the day and the state of the code.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const KEPT_LINES = 60;

const PARTS = {
  histories: {
    title: 'Random histories',
    says: 'One million random histories with faults, each looked at by the auditor.',
    command: ['npm', 'run', '--silent', 'simulate', '--', '--seeds', '1000000'],
  },
  pairs: {
    title: 'Pairs of faults, pairs of tellings',
    says: 'Every single fault of the main job and of what crosses, 5,000 pairs of faults, and 5,000 histories told in two ways.',
    command: [
      'npx',
      'vitest',
      'run',
      '--project',
      'rules',
      'tests/simulation/faults.test.ts',
      'tests/simulation/fault-pairs.test.ts',
      'tests/simulation/crossing.test.ts',
      'tests/simulation/metamorphic.test.ts',
    ],
    env: { AQB_PAIRS: '5000', NO_COLOR: '1' },
  },
  bugs: {
    title: 'Seeded bugs',
    says: 'Each deliberate bug, with the seed or the case that finds it.',
    command: ['npm', 'run', '--silent', 'simulate:bugs'],
  },
  mutation: {
    title: 'Mutation testing',
    says: 'Small changes of domain, store and validators that some test has to notice.',
    command: ['npm', 'run', '--silent', 'test:mutation'],
  },
};

const [name = ''] = process.argv.slice(2);
const part = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
if (part === undefined) {
  console.log(
    `npm run test:long -- PART\n\nTeile: ${Object.keys(PARTS).join(', ')}. Ergebnisse: docs/proof/.`,
  );
  process.exitCode = name === '--help' || name === '' ? 0 : 1;
} else process.exitCode = await run(name, part);

async function run(file, { title, says, command, env = {} }) {
  const began = Date.now();
  const [program, ...args] = command;
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  const lines = [];
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(line);
    if (!line.startsWith('…')) lines.push(line.replaceAll(ROOT, '.').trimEnd());
  }
  const code = await ended(child);
  const variables = Object.entries(env).map(([key, value]) => `${key}=${value} `);
  const page = [
    '<!-- Written by `npm run test:long`. -->',
    '',
    `# ${title}`,
    '',
    says,
    '',
    `${new Date(began).toISOString().slice(0, 10)}, ${commit()}, ${Math.round((Date.now() - began) / 60_000)} minutes, ended with ${code}.`,
    '',
    '```',
    `$ ${variables.join('')}${command.join(' ')}`,
    ...lines.filter((line) => line !== '').slice(-KEPT_LINES),
    '```',
    '',
  ];
  mkdirSync(join(ROOT, 'docs', 'proof'), { recursive: true });
  writeFileSync(join(ROOT, 'docs', 'proof', `${file}.md`), page.join('\n'));
  return code;
}

function ended(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.on('close', (code) => resolve(code ?? 1));
  });
}

function commit() {
  const { stdout } = spawnSync('git', ['describe', '--always', '--dirty'], { cwd: ROOT, encoding: 'utf8' });
  return `code ${stdout.trim()}`;
}
