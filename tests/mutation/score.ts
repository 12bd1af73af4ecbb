/** The share of noticed mutants below which the gate fails, in percent. */
export const THRESHOLD = 85;

type Verdict =
  | 'Killed'
  | 'Timeout'
  | 'Survived'
  | 'NoCoverage'
  | 'RuntimeError'
  | 'CompileError'
  | 'Ignored'
  | 'Pending';

/** As Stryker writes it: mutants by file. */
export type Report = {
  readonly files: Readonly<
    Record<
      string,
      { readonly mutants: readonly { readonly status: Verdict; readonly testsCompleted?: number }[] }
    >
  >;
};

/** How many mutants came to which end, and how many tests were run to find out. */
export type Score = Readonly<
  Record<'mutants' | 'killed' | 'timeout' | 'survived' | 'uncovered' | 'invalid' | 'tests', number>
>;

/** Counts the verdicts of a report. */
export function scoreOf({ files }: Report): Score {
  const mutants = Object.values(files).flatMap((file) => file.mutants);
  const count = (...verdicts: readonly Verdict[]) =>
    mutants.filter(({ status }) => verdicts.includes(status)).length;
  return {
    mutants: mutants.length,
    killed: count('Killed'),
    timeout: count('Timeout'),
    survived: count('Survived'),
    uncovered: count('NoCoverage'),
    invalid: count('RuntimeError', 'CompileError', 'Ignored', 'Pending'),
    tests: mutants.reduce((sum, { testsCompleted = 0 }) => sum + testsCompleted, 0),
  };
}

/** Noticed mutants of all valid ones in percent; what no test passes counts as not noticed. */
export function percentOf({ killed, timeout, survived, uncovered }: Score): number {
  const valid = killed + timeout + survived + uncovered;
  return valid === 0 ? 0 : (100 * (killed + timeout)) / valid;
}

/** Whether enough was noticed, by tests that ran: without any test a verdict says nothing. */
export function isSound(score: Score): boolean {
  return score.tests > 0 && percentOf(score) >= THRESHOLD;
}

/** One line for each part and one for all, as Markdown. */
export function table(scores: Readonly<Record<string, Score>>): string {
  const row = (name: string, score: Score) => {
    const { mutants, killed, timeout, survived, uncovered, invalid } = score;
    const cells = [name, mutants, killed, timeout, survived, uncovered, invalid, percentOf(score).toFixed(2)];
    return `| ${cells.join(' | ')} |`;
  };
  const all = Object.values(scores).reduce<Score>(
    (sum, score) => ({
      mutants: sum.mutants + score.mutants,
      killed: sum.killed + score.killed,
      timeout: sum.timeout + score.timeout,
      survived: sum.survived + score.survived,
      uncovered: sum.uncovered + score.uncovered,
      invalid: sum.invalid + score.invalid,
      tests: sum.tests + score.tests,
    }),
    { mutants: 0, killed: 0, timeout: 0, survived: 0, uncovered: 0, invalid: 0, tests: 0 },
  );
  return [
    '| part | mutants | killed | timeout | survived | no coverage | invalid | score % |',
    '| --- | --: | --: | --: | --: | --: | --: | --: |',
    ...Object.entries(scores).map(([name, score]) => row(name, score)),
    row('all', all),
  ].join('\n');
}
