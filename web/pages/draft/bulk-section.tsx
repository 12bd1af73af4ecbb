import { useRef, useState } from 'preact/hooks';
import { formatEuro } from '../../../shared/domain/euro.ts';
import type { Programme } from '../../../shared/domain/programme/index.ts';
import type { YearRow } from '../../../shared/domain/zielvereinbarung/summary.ts';
import { ProblemAlert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { CheckField, TextField } from '../../components/field.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { groundsIn, proposalsFor, rowsOf, type BulkProposal, type TypedAmounts } from './bulk.ts';
import { BulkProgress } from './bulk-progress.tsx';
import { useBulk, useGrounds } from './use-bulk.ts';
import type { DraftLine } from './year-list.ts';

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
            {missing} Gebietskörperschaften haben noch keinen Entwurf; für {subjects.length} davon gibt es
            eine Zielvereinbarung des Vorjahres. Zuerst sehen Sie den Vorschlag; angelegt wird noch nichts.
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
          onStart={(proposals) => void bulk.start(rowsOf(proposals, () => crypto.randomUUID()))}
        />
      )}
    </section>
  );
}

type ProposalsProps = Pick<BulkSectionProps, 'programme' | 'lines'> & {
  readonly previous: Parameters<typeof proposalsFor>[2]['previous'];
  readonly onStart: (proposals: readonly BulkProposal[]) => void;
};

function Proposals({ programme, lines, previous, onStart }: ProposalsProps) {
  const [amounts, setAmounts] = useDraft<TypedAmounts>(
    `entwurf-betraege:${programme.programme}-${programme.haushaltsjahr}`,
    NO_AMOUNTS,
  );
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isAsking, setIsAsking] = useState(false);
  const trigger = useRef<HTMLDivElement>(null);
  const proposals = proposalsFor(programme, lines, { previous, amounts });
  const chosen = proposals.filter(({ ags, terms }) => terms !== undefined && !left.has(ags));
  const sum = chosen.reduce((total, { terms }) => total + (terms?.haushaltsmittel.amountCent ?? 0), 0);
  return (
    <>
      <ul class="draft-proposals">
        {proposals.map((proposal) => (
          <li key={proposal.ags}>
            <ProposalLine
              proposal={proposal}
              programme={programme}
              isChosen={chosen.includes(proposal)}
              typed={amounts[proposal.ags] ?? []}
              onType={(typed) => setAmounts({ ...amounts, [proposal.ags]: typed })}
              onChoose={(isChosen) => setLeft(withChoice(left, proposal.ags, isChosen))}
            />
          </li>
        ))}
      </ul>
      <p class="kern-body">
        Ausgewählt: {chosen.length} Entwürfe, zusammen {formatEuro(sum)}.
      </p>
      <div ref={trigger}>
        <Button kind="primary" isDisabled={chosen.length === 0} onClick={() => setIsAsking(true)}>
          {chosen.length} Entwürfe anlegen …
        </Button>
      </div>
      {isAsking && (
        <Dialog
          title={`${chosen.length} Entwürfe anlegen?`}
          onClose={() => setIsAsking(false)}
          actions={
            <>
              <Button onClick={() => setIsAsking(false)}>Noch nicht</Button>
              <Button
                kind="primary"
                onClick={() => {
                  setIsAsking(false);
                  onStart(chosen);
                }}
              >
                Jetzt anlegen
              </Button>
            </>
          }
        >
          <p>
            Für {chosen.length} Gebietskörperschaften wird je Fassung 1 aufgezeichnet, zusammen{' '}
            {formatEuro(sum)}. Nichts davon ist zur Unterschrift freigegeben oder öffentlich; jede Fassung
            lässt sich danach einzeln ändern. Meldungen, die auf den Entwurf warten, gelten dann.
          </p>
        </Dialog>
      )}
    </>
  );
}

type ProposalLineProps = {
  readonly proposal: BulkProposal;
  readonly programme: Programme;
  readonly isChosen: boolean;
  readonly typed: readonly string[];
  readonly onType: (typed: readonly string[]) => void;
  readonly onChoose: (isChosen: boolean) => void;
};

function ProposalLine({ proposal, programme, isChosen, typed, onType, onChoose }: ProposalLineProps) {
  const { name, terms, notes, needsAmount } = proposal;
  const { budgets } = programme;
  const amount = terms === undefined ? 'kein Betrag' : formatEuro(terms.haushaltsmittel.amountCent);
  const work = terms === undefined ? '' : `, ${terms.massnahmen.length} Projekte`;
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
            label={
              budgets.length === 1 ? `Haushaltsmittel für ${name} in Euro` : `${label} für ${name} in Euro`
            }
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
