import type { ZielvereinbarungView } from '../../../api/types.ts';
import { Icon } from '../../../components/button.tsx';
import { nextStepOf } from '../next-step.ts';
import { PageSection } from './page-section.tsx';
import { openConditionsTitle } from '../../../../shared/words/states.ts';
import { UndoWindow } from '../undo-window.tsx';

export type ConditionsSectionProps = { readonly view: ZielvereinbarungView; readonly onDue: () => void };

/** The next step, and everything that still stands before the publication. */
export function ConditionsSection({ view, onDue }: ConditionsSectionProps) {
  const step = nextStepOf(view);
  return (
    <PageSection id="naechster-schritt" title="Nächster Schritt">
      <div class="next-step">
        <p class="kern-body kern-body--large">{step.text}</p>
        {step.href !== undefined && (
          <a class="kern-link next-step-link no-print" href={step.href}>
            {step.label}
          </a>
        )}
      </div>
      {view.publishAt !== undefined && (
        <UndoWindow publishAt={view.publishAt} canHold={canHold(view)} onDue={onDue} />
      )}
      {view.openConditions.length > 0 && (
        <>
          <h3 class="kern-heading-small" id="offen">
            {openConditionsTitle(view.publicFassung !== undefined)}
          </h3>
          <ul class="checklist" aria-labelledby="offen">
            {view.openConditions.map(({ code, party, text }) => (
              <li key={`${code}-${party ?? ''}-${text}`}>
                <Icon name="warning" />
                <span>
                  <span class="kern-sr-only">Offen: </span>
                  {text}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </PageSection>
  );
}

function canHold({ actions = [] }: ZielvereinbarungView): boolean {
  return actions.some(({ type, allowed }) => type === 'publication.held.v1' && allowed);
}
