import type { Party } from '../../../../../events/primitives.ts';
import { formatDate } from '../../../../../shared/domain/dates/german-dates.ts';
import type { ZielvereinbarungView } from '../../../../api/types.ts';
import { SIGNING_METHODS } from '../../../../../shared/words/signing-methods.ts';
import { BOTH_PARTIES, PARTY_NAMES } from '../../../../../shared/words/parties.ts';
import { PageSection } from '../page-section.tsx';

type Signature = ZielvereinbarungView['signatures'][number];

const STATES: Readonly<Record<Signature['state'], string>> = {
  declared: 'erklärt',
  withdrawn: 'zurückgezogen',
  voided: 'zählt nicht mehr, weil eine neue Fassung entstand',
};

/** The signatures of both sides: what is needed, what is declared, what is proved. */
export function SignaturesSection({ view }: { readonly view: ZielvereinbarungView }) {
  return (
    <PageSection id="unterschriften" title="Unterschriften">
      <div class="sides">
        {BOTH_PARTIES.map((party) => (
          <Side key={party} party={party} view={view} />
        ))}
      </div>
    </PageSection>
  );
}

function Side({ party, view }: { readonly party: Party; readonly view: ZielvereinbarungView }) {
  const { required, declared, filled } = view.slots[party];
  const own = view.signatures.filter((signature) => signature.party === party);
  return (
    <article aria-labelledby={`seite-${party}`} class="entry">
      <h3 class="kern-heading-small" id={`seite-${party}`}>
        {PARTY_NAMES[party]}
      </h3>
      <p class="kern-body">
        Auf Fassung {view.fassung}: {filled} von {required} mit geprüftem Scan belegt
        {filled < required && declared > filled && `, ${declared} erklärt`}
      </p>
      {own.length === 0 && <p class="kern-body">Noch keine Unterschrift erklärt.</p>}
      <ul class="kern-list kern-list--bullet">
        {own.toReversed().map((signature) => (
          <li key={signature.version}>{signatureText(signature)}</li>
        ))}
      </ul>
    </article>
  );
}

function signatureText({
  fassung,
  name,
  office,
  capacity,
  place,
  signedOn,
  method,
  state,
}: Signature): string {
  const who = [capacity, name, office].filter(Boolean).join(', ');
  return `Fassung ${fassung}: ${who}; ${place}, ${formatDate(signedOn.date)}; ${SIGNING_METHODS[method]}; ${STATES[state]}`;
}
