import type { RecordedEvent } from '../../events/recorded/index.ts';

/**
 * Looks at a log with its own eyes and shares no rule with the product: every `published` whose Fassung lacks a
 * signature that was declared, archived, checked and not taken back, or whose hash is not that of the conclusion.
 */
export function unprovenPublications(log: readonly RecordedEvent[]): readonly RecordedEvent[] {
  return log.filter((event, index) => {
    if (event.type !== 'ZielvereinbarungPublished') return false;
    const before = log.slice(0, index);
    const { fassung } = event.data;
    const concluded = before.findLast(
      (earlier) => earlier.type === 'ZielvereinbarungConcluded' && earlier.data.fassung === fassung,
    );
    const isSigned = (['land', 'kommune'] as const).every(
      (party) => signatories(before, fassung, party).size >= slotsOf(before, fassung)[party],
    );
    const hash = concluded?.type === 'ZielvereinbarungConcluded' ? concluded.data.fassungHash : undefined;
    return !isSigned || hash === undefined || hash !== hashOf(before, fassung);
  });
}

type Party = 'land' | 'kommune';

function signatories(log: readonly RecordedEvent[], fassung: number, party: Party): Set<string> {
  const takenBack = log.findLastIndex(
    (event) =>
      event.type === 'SignatureWithdrawn' && event.data.fassung === fassung && event.data.party === party,
  );
  return new Set(
    log.slice(takenBack + 1).flatMap((event) => {
      if (event.type !== 'SignatureReceived' || event.data.method === 'fes') return [];
      if (event.data.fassung !== fassung || event.data.party !== party) return [];
      const { document, signatory } = event.data;
      return shown(log, fassung, party).some((sha256) => sha256 === (document?.sha256 ?? sha256))
        ? [signatory.name]
        : [];
    }),
  );
}

/** Hashes of the archived scans that show this signature on this Fassung. */
function shown(log: readonly RecordedEvent[], fassung: number, party: Party): readonly string[] {
  return log.flatMap((event) => {
    if (event.type !== 'ScanArchived' || event.data.fassung !== fassung) return [];
    const { uploadId, sha256 } = event.data;
    const isAside = log.some((other) => other.type === 'ScanSetAside' && other.data.uploadId === uploadId);
    const look = log.findLast((other) => other.type === 'ScanChecked' && other.data.uploadId === uploadId);
    const isSeen =
      look?.type === 'ScanChecked' && look.data.pagesComplete && look.data.signaturesVisible.includes(party);
    return isSeen && !isAside ? [sha256] : [];
  });
}

function slotsOf(log: readonly RecordedEvent[], fassung: number): Readonly<Record<Party, number>> {
  const terms = log.findLast(
    (event) =>
      (event.type === 'ZielvereinbarungDrafted' || event.type === 'ZielvereinbarungRevised') &&
      event.data.fassung <= fassung,
  );
  const stated =
    terms?.type === 'ZielvereinbarungDrafted' || terms?.type === 'ZielvereinbarungRevised'
      ? terms.data.signatureSlots
      : undefined;
  return stated ?? { land: 1, kommune: 1 };
}

/** The hash with which this Fassung came about; an Abweichung makes none. */
function hashOf(log: readonly RecordedEvent[], fassung: number): string | undefined {
  const hashes = log.flatMap((event) =>
    'fassungHash' in event.data &&
    event.type !== 'ZielvereinbarungConcluded' &&
    event.data.fassung === fassung
      ? [event.data.fassungHash]
      : [],
  );
  return hashes.at(-1);
}
