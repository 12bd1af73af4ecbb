import { useState } from 'preact/hooks';
import { formatEuro } from '../../../../shared/domain/euro.ts';
import type { Programme } from '../../../../shared/domain/programme/index.ts';
import type { YearRow } from '../../../../shared/domain/zielvereinbarung/telling/summary.ts';
import { ProblemAlert } from '../../../components/alert.tsx';
import { Button } from '../../../components/button.tsx';
import { ErrorSummary } from '../../../components/error-summary.tsx';
import { CheckField, TextField } from '../../../components/field.tsx';
import { useDraft } from '../../../browser/use-draft.ts';
import {
  amountFaults,
  amountField,
  amountLabel,
  groundsIn,
  proposalsFor,
  rowsOf,
  type BulkProposal,
  type BulkRow,
  type TypedAmounts,
} from './bulk.ts';
import { BulkForesightDialog } from './bulk-foresight-dialog.tsx';
import { BulkProgress } from './bulk-progress.tsx';
import { useBulkForesight } from './use-bulk-foresight.ts';
import { useBulk, useGrounds } from './use-bulk.ts';
import type { DraftLine } from './year-list.ts';
import { counted, draftCount, projectCount } from '../../../../shared/words/numbers.ts';

export type BulkSectionProps = {
  readonly programme: Programme;
  readonly lines: readonly DraftLine[];
  /** Rows of the year before. */
  readonly before: readonly YearRow[];
  readonly onDone: () => void;
};

const NO_AMOUNTS: TypedAmounts = {};

/** All drafts of a year that are missing: proposed from the year before, looked at, then made one after the other. */
export function BulkSection({ programme, lines, before, onDone }: BulkSectionProps) {
  const missing = lines.filter(({ stage }) => stage === 'none').length;
  const grounds = useGrounds();
  const bulk = useBulk(onDone);
  const [isReading, setIsReading] = useState(false);
  const subjects = groundsIn(programme, lines, before);
  if (bulk.rows.length === 0 && missing === 0) return null;
  const load = async () => {
    setIsReading(true);
    await grounds.load(subjects);
    setIsReading(false);
  };
  return (
    <section class="stack draft-bulk" aria-labelledby="alle">
      <h2 class="kern-heading-medium" id="alle">
        Alle Entwürfe des Jahres anlegen
      </h2>
      {bulk.rows.length > 0 && (
        <BulkProgress rows={bulk.rows} isRunning={bulk.isRunning} onRepeat={() => void bulk.repeat()} />
      )}
      {bulk.rows.length === 0 && grounds.terms === undefined && (
        <>
          <p class="kern-body">
            {counted(missing, 'Gebietskörperschaft hat', 'Gebietskörperschaften haben')} noch keinen Entwurf;
            für {subjects.length} davon gibt es eine Zielvereinbarung des Vorjahres. Zuerst sehen Sie den
            Vorschlag; angelegt wird noch nichts.
          </p>
          <Button isBusy={isReading} onClick={() => void load()}>
            Vorschlag aus dem Vorjahr zusammenstellen
          </Button>
          {isReading && (
            <p class="kern-body" role="status">
              {grounds.read + 1} von {subjects.length} gelesen
            </p>
          )}
          <ProblemAlert problem={grounds.problem} />
        </>
      )}
      {bulk.rows.length === 0 && grounds.terms !== undefined && (
        <Proposals
          programme={programme}
          lines={lines}
          previous={grounds.terms}
          onStart={(rows) => void bulk.start(rows)}
        />
      )}
    </section>
  );
}

type ProposalsProps = Pick<BulkSectionProps, 'programme' | 'lines'> & {
  readonly previous: Parameters<typeof proposalsFor>[2]['previous'];
  readonly onStart: (rows: readonly BulkRow[]) => void;
};

function Proposals({ programme, lines, previous, onStart }: ProposalsProps) {
  const [amounts, setAmounts] = useDraft<TypedAmounts>(
    `entwurf-betraege:${programme.programme}-${programme.haushaltsjahr}`,
    NO_AMOUNTS,
  );
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [round, setRound] = useState(0);
  const foreseeing = useBulkForesight();
  const proposals = proposalsFor(programme, lines, { previous, amounts });
  const faults = amountFaults(programme, proposals, amounts);
  const chosen = proposals.filter(({ ags, terms }) => terms !== undefined && !left.has(ags));
  const sum = chosen.reduce((total, { terms }) => total + (terms?.haushaltsmittel.amountCent ?? 0), 0);
  const foresee = () => {
    if (faults.length > 0) return setRound(round + 1);
    return void foreseeing.start(rowsOf(chosen, () => crypto.randomUUID()));
  };
  return (
    <>
      <ErrorSummary errors={faults} round={round} />
      <ul class="draft-proposals">
        {proposals.map((proposal) => (
          <li key={proposal.ags}>
            <ProposalLine
              proposal={proposal}
              programme={programme}
              isChosen={chosen.includes(proposal)}
              typed={amounts[proposal.ags] ?? []}
              errorOf={(name) => (round === 0 ? undefined : faults.find(({ field }) => field === name)?.text)}
              onType={(typed) => setAmounts({ ...amounts, [proposal.ags]: typed })}
              onChoose={(isChosen) => setLeft(withChoice(left, proposal.ags, isChosen))}
            />
          </li>
        ))}
      </ul>
      <p class="kern-body">
        Ausgewählt: {draftCount(chosen.length)}, zusammen {formatEuro(sum)}.
      </p>
      <div>
        <Button kind="primary" isDisabled={chosen.length === 0 && faults.length === 0} onClick={foresee}>
          Folgen ansehen
        </Button>
      </div>
      <BulkForesightDialog
        foreseeing={foreseeing}
        onStart={(rows) => {
          foreseeing.stop();
          onStart(rows);
        }}
      />
    </>
  );
}

type ProposalLineProps = {
  readonly proposal: BulkProposal;
  readonly programme: Programme;
  readonly isChosen: boolean;
  readonly typed: readonly string[];
  readonly errorOf: (name: string) => string | undefined;
  readonly onType: (typed: readonly string[]) => void;
  readonly onChoose: (isChosen: boolean) => void;
};

function ProposalLine({ proposal, programme, isChosen, ...typing }: ProposalLineProps) {
  const { ags, name, terms, notes, needsAmount } = proposal;
  const { typed, errorOf, onType, onChoose } = typing;
  const { budgets } = programme;
  const amount = terms === undefined ? 'kein Betrag' : formatEuro(terms.haushaltsmittel.amountCent);
  const work = terms === undefined ? '' : `, ${projectCount(terms.massnahmen.length)}`;
  return (
    <>
      <CheckField
        label={`${name}: ${amount}${work}`}
        isChecked={isChosen}
        isDisabled={terms === undefined}
        onChange={onChoose}
      />
      {notes.map((note) => (
        <p key={note} class="kern-body kern-body--small draft-note">
          {note}
        </p>
      ))}
      {needsAmount &&
        budgets.map(({ label }, at) => (
          <TextField
            key={label}
            label={amountLabel(programme, name, at)}
            name={amountField(ags, at)}
            error={errorOf(amountField(ags, at))}
            inputMode="decimal"
            value={typed[at] ?? ''}
            onInput={(value) =>
              onType(budgets.map((_, place) => (place === at ? value : (typed[place] ?? ''))))
            }
          />
        ))}
    </>
  );
}

function withChoice(left: ReadonlySet<string>, ags: string, isChosen: boolean): ReadonlySet<string> {
  return new Set(isChosen ? [...left].filter((one) => one !== ags) : [...left, ags]);
}
