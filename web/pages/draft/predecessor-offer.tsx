import { useState } from 'preact/hooks';
import type { Terms } from '../../../events/incoming/terms.ts';
import { formatEuro } from '../../../shared/domain/euro.ts';
import type { Programme } from '../../../shared/domain/programme/index.ts';
import { useResource } from '../../api/use-resource.ts';
import type { ZielvereinbarungView } from '../../api/types.ts';
import { Alert } from '../../components/alert.tsx';
import { useAnnounce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { predecessorOf, proposalFor } from './predecessor.ts';

export type PredecessorOfferProps = {
  readonly programme: Programme;
  readonly ags: string;
  readonly onTake: (terms: Terms) => void;
};

/** Offers the terms of the year before, and says afterwards what of them was left out and why. */
export function PredecessorOffer({ programme, ags, onTake }: PredecessorOfferProps) {
  const subject = predecessorOf(programme, ags);
  const { body, problem, isLoading } = useResource<ZielvereinbarungView>(`/v1/zielvereinbarungen/${subject}`);
  const [notes, setNotes] = useState<readonly string[] | undefined>();
  const announce = useAnnounce();
  const year = programme.haushaltsjahr - 1;
  if (isLoading) return <p class="kern-body">Die Zielvereinbarung des Vorjahres wird gesucht …</p>;
  const isGround = body?.terms !== undefined && body.states.vereinbarung !== 'cancelled';
  if (problem !== undefined || !isGround)
    return (
      <p class="kern-body">
        {problem !== undefined && problem.status !== 404
          ? 'Die Zielvereinbarung des Vorjahres ließ sich nicht lesen.'
          : `Für ${year} gibt es keine geltende Zielvereinbarung, die sich übernehmen ließe.`}
      </p>
    );
  const take = () => {
    const proposal = proposalFor(programme, ags, { before: body.terms });
    if (proposal.terms !== undefined) onTake(proposal.terms);
    setNotes(proposal.notes);
    announce(
      proposal.terms === undefined
        ? 'Es ließ sich nichts übernehmen.'
        : `Die Angaben aus ${year} stehen jetzt im Formular.`,
    );
  };
  return (
    <div class="stack">
      <p class="kern-body">
        {year} sind {formatEuro(body.amountCent)} vereinbart; dazu{' '}
        <a class="kern-link" href={`/zielvereinbarungen/${subject}`}>
          {subject}
        </a>
        .
      </p>
      <Button onClick={take}>Aus dem Vorjahr übernehmen</Button>
      {notes !== undefined && (
        <Alert kind="info" title={`Aus ${year} übernommen. Bitte prüfen Sie jede Angabe.`}>
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Alert>
      )}
    </div>
  );
}
