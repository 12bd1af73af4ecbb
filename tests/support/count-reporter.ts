import type { Reporter, TestModule } from 'vitest/node';

/** Says the count once more, alone on the last line, for whoever reads only that. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    );
    const count = (state: string) => states.filter((other) => other === state).length;
    process.once('exit', () => {
      process.stdout.write(
        `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped\n`,
      );
    });
  }
}
