import { check } from './check.ts';
import { checkCase, firstWrongCase } from './check-case.ts';

// Takes one question a line on standard input, and answers each with one line of JSON: `<from> <to>` plays these
// seeds, `case <call> <function> <command> <fault>` the main job with this fault, `first case` finds one that goes
// wrong.
process.stdin.setEncoding('utf8');
let rest = '';
for await (const chunk of process.stdin) {
  const lines = `${rest}${String(chunk)}`.split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines) console.log(JSON.stringify(await answer(line)));
}

function answer(line: string): Promise<object> {
  if (line === 'first case') return firstWrongCase();
  const [, name] = /^case (.+)$/u.exec(line) ?? [];
  return name === undefined ? play(line) : checkCase(name);
}

async function play(line: string): Promise<object> {
  const [from = 0, to = 0] = line.split(' ').map(Number);
  const sums = { events: 0, messages: 0, calls: 0, faults: 0, lost: 0 };
  const failed: object[] = [];
  const digests: string[] = [];
  for (let seed = from; seed < to; seed += 1) {
    const verdict = await check(seed);
    for (const name of ['events', 'messages', 'calls', 'faults', 'lost'] as const)
      sums[name] += verdict[name];
    if (verdict.violations.length > 0) failed.push(verdict);
    digests.push(verdict.digest);
  }
  return { from, to, ...sums, failed, ...(to - from === 1 && { digest: digests[0] }) };
}
