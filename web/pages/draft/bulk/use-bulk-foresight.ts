import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiProblem } from '../../../api/client.ts';
import type { CommandPreview } from '../../../api/types.ts';
import { useAnnounce } from '../../../components/announcer.tsx';
import { useWorkplace } from '../../../session/session-context.ts';
import type { BulkRow } from './bulk.ts';
import { foreseen, type DraftForesight, type ForeseenRow } from './bulk-foresight.ts';

/** Asking of many drafts what would become of them, one after the other. */
export type BulkForeseeing = {
  readonly rows: readonly ForeseenRow[];
  readonly isRunning: boolean;
  /** Why it stopped before the end: nobody answered. What was answered stays. */
  readonly problem: ApiProblem | undefined;
  readonly start: (rows: readonly BulkRow[]) => Promise<void>;
  /** Asks of those that nobody answered of yet. */
  readonly goOn: () => Promise<void>;
  /** Stops asking and forgets the answers; nothing was recorded. */
  readonly stop: () => void;
};

/** Asks of each draft what would become of it (`?preview`); says how far it is, and can be stopped at any time. */
export function useBulkForesight(): BulkForeseeing {
  const { api } = useWorkplace();
  const announce = useAnnounce();
  const [rows, setRows] = useState<readonly ForeseenRow[]>([]);
  const [isRunning, setIsRunning] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  // Each run has a number of its own: one that was stopped sets nothing any more.
  const turn = useRef(0);
  useEffect(() => () => void (turn.current += 1), []);

  async function ask({ subject, terms }: BulkRow): Promise<DraftForesight> {
    const body = { type: 'zielvereinbarung.drafted.v1', data: terms };
    try {
      return (await api.post<CommandPreview>(`/v1/zielvereinbarungen/${subject}/events?preview`, body)).body;
    } catch (error) {
      if (!(error instanceof ApiProblem) || !isJudged(error)) throw error;
      return { outcome: 'not-judged', text: error.message };
    }
  }

  async function run(wanted: readonly ForeseenRow[]) {
    const own = (turn.current += 1);
    let current = wanted;
    setRows(current);
    setProblem(undefined);
    setIsRunning(true);
    for (const [at, { row, foresight }] of wanted.entries()) {
      if (foresight !== undefined) continue;
      const answer = await ask(row).catch((error: unknown) => error);
      if (turn.current !== own) return;
      if (!isForesight(answer)) {
        setProblem(answer instanceof ApiProblem ? answer : new ApiProblem(0, {}));
        break;
      }
      current = current.with(at, { row, foresight: answer });
      setRows(current);
      if (at % 5 === 4) announce(`${foreseen(current)} von ${current.length} geprüft`);
    }
    setIsRunning(false);
  }

  return {
    rows,
    isRunning,
    problem,
    start: (wanted) => run(wanted.map((row) => ({ row }))),
    goOn: () => run(rows),
    stop() {
      turn.current += 1;
      setRows([]);
      setIsRunning(false);
      setProblem(undefined);
    },
  };
}

/** Whether the API judged it: a lost answer, an ended session or broken machinery says nothing about the draft. */
function isJudged({ status }: ApiProblem): boolean {
  return status >= 400 && status < 500 && status !== 401 && status !== 429;
}

function isForesight(answer: unknown): answer is DraftForesight {
  return typeof answer === 'object' && answer !== null && 'outcome' in answer;
}
