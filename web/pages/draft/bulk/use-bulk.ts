import { useRef, useState } from 'preact/hooks';
import type { Terms } from '../../../../events/incoming/terms.ts';
import { ApiProblem } from '../../../api/client.ts';
import type { ZielvereinbarungView } from '../../../api/types.ts';
import { useAnnounce } from '../../../components/announcer.tsx';
import { useWorkplace } from '../../../session/session-context.ts';
import { answered, progressText, repeated, type BulkAnswer, type BulkRow } from './bulk.ts';

/** Many drafts, one after the other. */
export type Bulk = {
  readonly rows: readonly BulkRow[];
  readonly isRunning: boolean;
  readonly start: (rows: readonly BulkRow[]) => Promise<void>;
  /** Sends those again that failed, each under its key. */
  readonly repeat: () => Promise<void>;
};

const newKey = () => crypto.randomUUID();

/** Sends drafts one at a time, says how far it is, and goes on where one fails. */
export function useBulk(onDone: () => void): Bulk {
  const { api } = useWorkplace();
  const announce = useAnnounce();
  const [rows, setRows] = useState<readonly BulkRow[]>([]);
  const [isRunning, setIsRunning] = useState(false);

  async function send({ subject, terms, key }: BulkRow): Promise<BulkAnswer> {
    try {
      const body = { type: 'zielvereinbarung.drafted.v1', data: terms };
      await api.post(`/v1/zielvereinbarungen/${subject}/events`, body, { idempotencyKey: key });
      return { ok: true };
    } catch (error) {
      const { status, code, message } = error instanceof ApiProblem ? error : new ApiProblem(0, {});
      return { ok: false, status, code, text: message };
    }
  }

  async function run(wanted: readonly BulkRow[]) {
    let current = wanted;
    const put = (at: number, row: BulkRow) => {
      current = current.with(at, row);
      setRows(current);
    };
    setRows(wanted);
    setIsRunning(true);
    for (const [at, row] of wanted.entries()) {
      if (row.end !== 'waiting') continue;
      put(at, { ...row, end: 'sending' });
      put(at, answered(row, await send(row), newKey));
      if (at % 5 === 4) announce(progressText(current));
    }
    setIsRunning(false);
    announce(`Fertig: ${progressText(current)}.`);
    onDone();
  }

  return { rows, isRunning, start: run, repeat: () => run(repeated(rows)) };
}

/** The terms of the year before, read one after the other. */
export type Grounds = {
  readonly terms: readonly Terms[] | undefined;
  readonly read: number;
  readonly problem: ApiProblem | undefined;
  readonly load: (subjects: readonly string[]) => Promise<void>;
};

/** Reads the Zielvereinbarungen on which the drafts of a year are built. */
export function useGrounds(): Grounds {
  const { api } = useWorkplace();
  const [terms, setTerms] = useState<readonly Terms[] | undefined>();
  const [read, setRead] = useState(0);
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const known = useRef(new Map<string, Terms>());
  async function load(subjects: readonly string[]) {
    setProblem(undefined);
    try {
      for (const [at, subject] of subjects.entries()) {
        setRead(at);
        if (known.current.has(subject)) continue;
        const { body } = await api.get<ZielvereinbarungView>(`/v1/zielvereinbarungen/${subject}`);
        if (body.terms !== undefined) known.current.set(subject, body.terms);
      }
      setTerms([...known.current.values()]);
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, {}));
    }
  }
  return { terms, read, problem, load };
}
