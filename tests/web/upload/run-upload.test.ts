import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiProblem } from '../../../web/api/client.ts';
import type { UploadView } from '../../../web/api/types.ts';
import { RETRIES } from '../../../web/pages/upload/transfer/patience.ts';
import { runUpload, type Sent, type UploadDeps } from '../../../web/pages/upload/transfer/run-upload.ts';
import type {
  UploadEnd,
  UnfinishedUpload,
  UploadProgress,
} from '../../../web/pages/upload/transfer/upload.ts';

const SHA = 'a'.repeat(64);
const ID = 'u'.repeat(32);

const FILE: UnfinishedUpload = {
  key: 'key-1',
  by: 'anna@kreis.example',
  name: 'scan.pdf',
  size: 1000,
  file: new Blob(['scan']),
  claim: { zielvereinbarung: 'AQB-2025-06533', parties: ['kommune'] },
  chosenAt: 0,
};

const ANNOUNCED: UploadView = {
  uploadId: ID,
  own: true,
  sha256: SHA,
  size: 1000,
  parties: [],
  state: 'announced',
};
const ARCHIVED: UploadView = { ...ANNOUNCED, state: 'archived', pages: 5 };

type Fault = 'lost' | 'denied' | 'answer-lost';

/** A server that holds what arrived, and a network that fails as it is told. */
function world(faults: readonly Fault[] = [], more: Partial<UploadDeps> = {}) {
  const told: UploadProgress[] = [];
  const waits: number[] = [];
  const stored: UnfinishedUpload[] = [];
  const left = [...faults];
  const seen = { copies: 0, isStored: false, cancelled: false };
  const deps: UploadDeps = {
    judge: async () => undefined,
    sha256: async () => SHA,
    announce: async () => ({
      uploadId: ID,
      post: { url: 'http://inbox', fields: {} },
      expiresAt: '2025-08-02T10:05:00.000Z',
    }),
    async send(_form, file, onSent): Promise<Sent> {
      const fault = left.shift();
      onSent(file.size / 2);
      if (fault === 'lost' || fault === 'denied') return fault;
      seen.copies += 1;
      seen.isStored = true;
      return fault === 'answer-lost' ? 'lost' : 'sent';
    },
    look: async () => (seen.isStored ? ARCHIVED : ANNOUNCED),
    async wait(milliseconds) {
      waits.push(milliseconds);
      if (seen.cancelled) throw new Error('cancelled');
    },
    store: async (upload) => void stored.push(upload),
    tell: (progress) => void told.push(progress),
    isCancelled: () => seen.cancelled,
    ...more,
  };
  return { deps, told, waits, stored, seen };
}

const steps = (told: readonly UploadProgress[]) => told.map(({ step }) => step);

describe('bringing a file into the archive', () => {
  test('names its bytes, announces it, sends it and waits for the inspection', async () => {
    const { deps, told } = world();
    const end = await runUpload(FILE, deps);
    expect(end).toEqual({ step: 'settled', view: ARCHIVED });
    expect(steps(told)).toEqual(['reading', 'announcing', 'sending', 'sending', 'inspecting']);
  });

  test('tells of a file that cannot be a scan before anything is sent', async () => {
    const { deps, stored } = world([], { judge: async () => 'not-a-pdf' });
    expect(await runUpload(FILE, deps)).toEqual({ step: 'unfit', reason: 'not-a-pdf' });
    expect(stored).toEqual([]);
  });

  test('tries a lost connection again with growing pauses', async () => {
    const { deps, waits } = world(['lost', 'lost', 'lost']);
    expect((await runUpload(FILE, deps)).step).toBe('settled');
    expect(waits.slice(0, 3)).toEqual([1000, 2000, 4000]);
  });

  test('fetches an expired form anew under the same key', async () => {
    const keys: string[] = [];
    const { deps } = world(['denied']);
    const end = await runUpload(FILE, {
      ...deps,
      announce: (upload) => {
        keys.push(upload.key);
        return deps.announce(upload);
      },
    });
    expect(end.step).toBe('settled');
    expect(keys).toEqual(['key-1', 'key-1']);
  });

  test('halts where the connection stays lost, with everything kept', async () => {
    const { deps, stored } = world(Array.from({ length: 20 }, () => 'lost' as const));
    expect(await runUpload(FILE, deps)).toEqual({ step: 'halted', why: 'connection' });
    expect(stored.at(-1)).toMatchObject({ key: 'key-1', sha256: SHA, uploadId: ID });
  });

  test('asks where the same file is archived already, and sends nothing before the answer', async () => {
    const known = { uploadId: 'o'.repeat(32), zielvereinbarung: 'AQB-2025-06533', archivedOn: '2025-08-14' };
    const { deps, seen } = world();
    const announce: UploadDeps['announce'] = async (upload) => ({ ...(await deps.announce(upload)), known });
    expect(await runUpload(FILE, { ...deps, announce })).toEqual({ step: 'asking', known });
    expect(seen.copies).toBe(0);
    const wanted = await runUpload({ ...FILE, isWantedTwice: true }, { ...deps, announce });
    expect(wanted.step).toBe('settled');
  });

  test('says that the session is over instead of trying on', async () => {
    const { deps } = world();
    const announce = () => Promise.reject(new ApiProblem(401, { title: 'abgelaufen' }));
    expect(await runUpload(FILE, { ...deps, announce })).toEqual({ step: 'halted', why: 'session' });
  });

  test('shows what the API refuses', async () => {
    const { deps } = world();
    const problem = new ApiProblem(409, { title: 'geschlossen', code: 'state-closed' });
    const end = await runUpload(FILE, { ...deps, announce: () => Promise.reject(problem) });
    expect(end).toEqual({ step: 'halted', why: 'problem', problem });
  });

  test('goes on after a reload with what had arrived', async () => {
    const { deps, seen, told } = world();
    seen.isStored = true;
    const end = await runUpload({ ...FILE, sha256: SHA, uploadId: ID, hasArrived: true }, deps);
    expect(end.step).toBe('settled');
    expect(steps(told)).toEqual(['inspecting']);
    expect(seen.copies).toBe(0);
  });

  test('sends no second copy where only the answer to the first was lost', async () => {
    const { deps, seen } = world(['answer-lost']);
    expect((await runUpload(FILE, deps)).step).toBe('settled');
    expect(seen.copies).toBe(1);
  });

  test('tells the person where the inspection takes longer than three minutes', async () => {
    const { deps, waits } = world([], { look: async () => ANNOUNCED });
    expect(await runUpload(FILE, deps)).toEqual({ step: 'slow', uploadId: ID });
    const spent = waits.reduce((sum, wait) => sum + wait, 0);
    expect(spent).toBeGreaterThan(170_000);
    expect(spent).toBeLessThanOrEqual(180_000);
    expect(Math.max(...waits)).toBe(5000);
  });

  test('ends as cancelled where the person stops it in a pause', async () => {
    const { deps, seen } = world(['lost', 'lost']);
    seen.cancelled = true;
    expect(await runUpload(FILE, deps)).toEqual({ step: 'cancelled' });
  });

  test('loses nothing whatever the network does', async () => {
    const fault = fc.constantFrom<Fault>('lost', 'denied', 'answer-lost');
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: RETRIES + 3 }), async (faults) => {
        const { deps, stored, seen, told } = world(faults);
        const end: UploadEnd = await runUpload(FILE, deps);
        expect(['settled', 'halted']).toContain(end.step);
        expect(end.step !== 'settled' || seen.isStored).toBe(true);
        expect(stored.every(({ key, file }) => key === FILE.key && file === FILE.file)).toBe(true);
        const resumed = await runUpload(stored.at(-1) ?? FILE, {
          ...deps,
          send: (form, file, onSent) =>
            world()
              .deps.send(form, file, onSent)
              .finally(() => seen.copies++),
          look: async () => ARCHIVED,
        });
        expect(resumed.step).toBe('settled');
        expect(seen.copies).toBeLessThanOrEqual(1);
        const isMore = (progress: UploadProgress) =>
          progress.step === 'sending' && progress.sent > progress.size;
        expect(told.filter(isMore)).toEqual([]);
      }),
    );
  });
});
