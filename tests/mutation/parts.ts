/** A part of the source that is mutated together, and the tests that judge its mutants. */
export type Part = {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
  /** Examples of a property that looks at 300 every day; 5 where absent. */
  readonly histories?: number;
};

const RECORDING = [
  'tests/application/{recorder-edges,recording-races,chain,recording,expiry,erasing,supplied-text}.test.ts',
  'tests/application/{refusing,releasing,clearing-desk,desk-races,desk-histories,histories}.test.ts',
  'tests/functions/{record-event,record-event-senders}.test.ts',
];

const application = (...names: readonly string[]) => names.map((name) => `shared/application/${name}.ts`);

const rules = (...names: readonly string[]): Part => ({
  mutate: names.map((name) => `shared/domain/zielvereinbarung/${name}.ts`),
  tests: [
    'tests/domain/!(reading*|roll-over|programme|scan-*).test.ts',
    'tests/application/{view,reminding,erasing,expiry,recording,histories}.test.ts',
    'tests/portal/{public-record,two-budgets,zielvereinbarung-json}.test.ts',
  ],
});

/** What is mutated, in parts that take some minutes each. Texts, data of a year and readers of papers are not. */
export const PARTS: Readonly<Record<string, Part>> = {
  'from-draft-to-conclusion': rules(
    'circumstances',
    'conclusion',
    'decide',
    'derived',
    'fixed-terms',
    'identity',
    'register',
    'signing',
    'supplied-text',
    'terms',
    'voiding',
    'withheld',
  ),
  'money-and-evidence': rules('bescheid', 'budget', 'difference', 'evidence', 'grant-track'),
  'publication-and-file': rules(
    'akte',
    'cancelling',
    'conditions',
    'deadlines',
    'hints',
    'publishing',
    'steering',
    'taking-back',
  ),
  'state-and-summary': rules('evolve', 'evolve-evidence', 'evolve-fassung', 'state', 'summary'),
  domain: {
    mutate: [
      'shared/domain/{sequence,senders,voices,target,decision,berlin,euro,german-dates,gebietskoerperschaft}.ts',
    ],
    tests: [
      'tests/domain/{senders,voices,sequence,target,berlin,euro,german-dates,gebietskoerperschaft}.test.ts',
      'tests/domain/{deadlines,hints,publication,register,terms,named-fields}.test.ts',
      'tests/functions/record-event-senders.test.ts',
    ],
  },
  scan: {
    mutate: ['shared/domain/scan/*.ts'],
    tests: [
      'tests/domain/scan-{intake,arrival,bytes,structure,drawing,revisions}.test.ts',
      'tests/adapters/{pdf-gate-contents,pdf-gate}.test.ts',
      'tests/functions/inspect-scan.test.ts',
    ],
  },
  events: {
    mutate: ['events/{read,write,fact,personal,primitives}.ts'],
    tests: [
      'tests/events/{primitives,reading,personal,versions,outgoing}.test.ts',
      'tests/functions/record-event.test.ts',
      'tests/application/recorder-edges.test.ts',
    ],
  },
  store: {
    mutate: [
      'shared/adapters/{dynamodb-event-store,dynamodb-items,dynamodb-queries}.ts',
      'shared/adapters/{in-memory-event-store,event-table,waiting-index}.ts',
    ],
    tests: [
      'tests/adapters/{store-answers,event-store,table-news,receipts}.test.ts',
      'tests/events/versions.test.ts',
      'tests/functions/relay-events.test.ts',
    ],
  },
  judging: {
    mutate: application(
      'judge-and-write',
      'judgement',
      'commit',
      'keeping',
      'keeping-commit',
      'record-incoming',
    ),
    tests: RECORDING,
    histories: 10,
  },
  receiving: {
    mutate: application(
      'receive-message',
      'release',
      'seal',
      'verify-chain',
      'clearing-desk',
      'clearing-item',
      'clearing-gap',
    ),
    tests: RECORDING,
    histories: 10,
  },
};
