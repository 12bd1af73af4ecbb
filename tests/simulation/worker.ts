import { check } from './checking/check.ts';
import { checkCase, firstWrongCase } from './checking/check-case.ts';

// Takes one question a line on standard input, and answers each with one line of JSON: `<from> <to>` plays these
// seeds, `case <name>` the main job with the fault that it tells, `first case` finds one that goes wrong.
// The handlers ask for settings all the time; an ordinary object answers at once what the real environment looks up.
process.env = { ...process.env };
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
  const isSingle = to - from === 1;
  let digest: string | undefined;
  for (let seed = from; seed < to; seed += 1) {
    const verdict = await check(seed, { digest: isSingle });
    for (const name of ['events', 'messages', 'calls', 'faults', 'lost'] as const)
      sums[name] += verdict[name];
    if (verdict.violations.length > 0) failed.push(verdict);
    digest = verdict.digest;
  }
  return { from, to, ...sums, failed, ...(digest !== undefined && { digest }) };
}
