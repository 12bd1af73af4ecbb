/** A part of the source that is mutated together, and the tests that judge its mutants. */
export type Part = {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
  /** Examples of a property that looks at 300 every day; 5 where absent. */
  readonly histories?: number;
};

const RECORDING = [
  'tests/application/recording/{recorder-edges,recording-races,recording,erasing,refusing,releasing}.test.ts',
  'tests/application/log/{chain,histories}.test.ts',
  'tests/application/{reminding/expiry,publishing/supplied-text}.test.ts',
  'tests/application/clearing/{clearing-desk,desk-races,desk-histories}.test.ts',
  'tests/functions/{record-event,record-event-senders}.test.ts',
];

const application = (...names: readonly string[]) => names.map((name) => `shared/application/${name}.ts`);

const rules = (...names: readonly string[]): Part => ({
  mutate: names.map((name) => `shared/domain/${name}.ts`),
  tests: [
    'tests/domain/*.test.ts',
    'tests/domain/{zielvereinbarung,register}/**/*.test.ts',
    'tests/application/{viewing/view,reminding/reminding,reminding/expiry,log/histories}.test.ts',
    'tests/application/recording/{erasing,recording}.test.ts',
    'tests/portal/{public-record,two-budgets,zielvereinbarung-json}.test.ts',
  ],
});

/** What is mutated, in parts that take some minutes each. Texts, data of a year and readers of papers are not. */
export const PARTS: Readonly<Record<string, Part>> = {
  'from-draft-to-conclusion': rules(
    'zielvereinbarung/circumstances',
    'zielvereinbarung/signing/conclusion',
    'zielvereinbarung/decide',
    'zielvereinbarung/derived',
    'zielvereinbarung/terms/fixed-terms',
    'zielvereinbarung/identity',
    'aggregate',
    'register/decide',
    'register/evolve',
    'zielvereinbarung/signing/signing',
    'zielvereinbarung/terms/supplied-text',
    'zielvereinbarung/terms/terms',
    'zielvereinbarung/terms/voiding',
    'zielvereinbarung/telling/withheld',
  ),
  'money-and-evidence': rules(
    'zielvereinbarung/year/bescheid',
    'zielvereinbarung/terms/budget',
    'zielvereinbarung/terms/difference',
    'zielvereinbarung/signing/evidence',
    'zielvereinbarung/year/grant-track',
  ),
  'publication-and-file': rules(
    'zielvereinbarung/year/akte',
    'zielvereinbarung/year/cancelling',
    'zielvereinbarung/telling/conditions',
    'zielvereinbarung/year/deadlines',
    'zielvereinbarung/telling/hints',
    'zielvereinbarung/signing/publishing',
    'zielvereinbarung/year/steering',
    'zielvereinbarung/signing/taking-back',
  ),
  'state-and-summary': rules(
    'zielvereinbarung/evolve',
    'zielvereinbarung/signing/evolve-evidence',
    'zielvereinbarung/signing/with-next-fassung',
    'zielvereinbarung/terms/evolve-fassung',
    'zielvereinbarung/state',
    'zielvereinbarung/telling/summary',
  ),
  domain: {
    mutate: [
      'shared/domain/{facts/sequence,senders,voices,target,decision,euro,dates/berlin,dates/german-dates,register/gebietskoerperschaft}.ts',
    ],
    tests: [
      'tests/domain/{senders,voices,facts/sequence,target,euro,dates/berlin,dates/german-dates}.test.ts',
      'tests/domain/register/{gebietskoerperschaft,register}.test.ts',
      'tests/domain/zielvereinbarung/{year/deadlines,telling/hints,signing/publication,terms/terms}.test.ts',
      'tests/domain/zielvereinbarung/named-fields.test.ts',
      'tests/functions/record-event-senders.test.ts',
    ],
  },
  scan: {
    mutate: ['shared/scan-gate/rules/*.ts'],
    tests: [
      'tests/scan-gate/scan-{intake,arrival,bytes,structure,drawing,revisions}.test.ts',
      'tests/scan-gate/{pdf-gate-contents,pdf-gate}.test.ts',
      'tests/functions/inspect-scan.test.ts',
    ],
  },
  events: {
    mutate: ['events/{reading/read,write,fact,personal,primitives}.ts'],
    tests: [
      'tests/events/{primitives,reading,personal,versions,outgoing}.test.ts',
      'tests/functions/record-event.test.ts',
      'tests/application/recording/recorder-edges.test.ts',
    ],
  },
  store: {
    mutate: [
      'shared/adapters/table/{dynamodb-event-store,dynamodb-items,dynamodb-queries}.ts',
      'shared/adapters/{memory/in-memory-event-store,table/event-table,table/waiting-index}.ts',
    ],
    tests: [
      'tests/adapters/table/{store-answers,event-store,table-news,receipts}.test.ts',
      'tests/events/versions.test.ts',
      'tests/functions/relay-events.test.ts',
    ],
  },
  judging: {
    mutate: application(
      'recording/judge',
      'recording/judge-and-write',
      'recording/acceptance',
      'log/head',
      'recording/commit-to',
      'recording/without-record',
      'recording/record-incoming',
    ),
    tests: [
      ...RECORDING,
      // What is only foreseen asks the same judge; what is written goes through the contract of every store.
      'tests/application/foresight/previewing.test.ts',
      'tests/application/clearing/desk-previews.test.ts',
      'tests/adapters/table/{receipts,event-store}.test.ts',
      'tests/functions/staff-api/{update,clearing-preview}.test.ts',
    ],
    histories: 10,
  },
  receiving: {
    mutate: [
      'shared/domain/facts/plausible-time.ts',
      ...application(
        'receiving/receive-message',
        'recording/release-waiting',
        'log/seal',
        'log/verify-chain',
        'clearing/decide-at-desk',
        'refusing/clearing-item',
        'refusing/to-the-desk',
        'recording/beside-the-desk',
        'clearing/closable-gap',
      ),
    ],
    tests: RECORDING,
    histories: 10,
  },
};
