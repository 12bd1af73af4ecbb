import type { ZielvereinbarungView } from '../../api/types.ts';

/** What comes next: a sentence, and where on this page or in the workplace it is done. */
export type NextStep = { readonly text: string; readonly href?: string; readonly label?: string };

type Known = Pick<
  ZielvereinbarungView,
  'id' | 'states' | 'openConditions' | 'actions' | 'fassung' | 'publication' | 'waiting'
>;

/** The one step that brings this Zielvereinbarung on, from what stands open; the first condition leads. */
export function nextStepOf(view: Known): NextStep {
  // That a page is renewed is nothing to do, and the year goes on meanwhile.
  const open = view.openConditions.filter(({ code }) => code !== 'page-renewed');
  // That a signature no longer counts explains what follows, and is nothing to do.
  const first = open.find(({ code }) => code !== 'signature-voided') ?? open[0];
  if (first === undefined) return afterPublication(view);
  switch (first.code) {
    case 'scan-missing':
    case 'scan-incomplete':
    case 'scan-differs':
    case 'text-document-missing':
      return { text: first.text, href: `/hochladen?zv=${view.id}`, label: 'Scan hochladen' };
    case 'scan-unchecked':
    case 'signature-not-visible':
    case 'scan-contradicts':
    case 'second-person-missing':
      return { text: first.text, href: '#scans', label: 'Zu den Scans' };
    case 'signature-missing':
      return can(view, 'signature.received.v1')
        ? { text: first.text, href: '#handeln', label: 'Unterschrift erklären' }
        : { text: first.text };
    case 'fassung-not-released':
    case 'text-document-stopped':
    case 'publication-held':
    case 'publication-withdrawn':
    case 'signature-refused':
      return canAct(view)
        ? { text: first.text, href: '#handeln', label: 'Was Sie tun können' }
        : { text: first.text };
    case 'signature-voided':
    case 'undo-window':
    case 'publication-overdue':
    case 'page-in-progress':
    case 'page-renewed':
    case 'cancelled':
    case 'zielvereinbarung-unknown':
      return { text: first.text };
  }
}

function afterPublication(view: Known): NextStep {
  const wish = view.waiting.find(({ code }) => code === 'publication-stands');
  if (wish !== undefined) return { text: wish.text, href: '#wartet', label: 'Zur Meldung' };
  const { umsetzungsbesprechung, abweichungen, zielerreichung } = view.states;
  if (umsetzungsbesprechung === 'open')
    return step(
      view,
      'Veröffentlicht. Als Nächstes steht die Umsetzungsbesprechung an; sie ist noch nicht angesetzt.',
    );
  if (umsetzungsbesprechung === 'scheduled')
    return step(view, 'Veröffentlicht. Die Umsetzungsbesprechung ist angesetzt.');
  if (abweichungen === 'open')
    return step(view, 'Veröffentlicht. Eine Abweichung ist bei der Bewertung noch nicht berücksichtigt.');
  return {
    text:
      zielerreichung === 'assessed'
        ? 'Veröffentlicht und bewertet. Es ist nichts zu tun.'
        : 'Veröffentlicht. Offen ist noch die Bewertung der Zielerreichung am Ende des Jahres.',
  };
}

function step(view: Known, text: string): NextStep {
  return canAct(view) ? { text, href: '#steuerung', label: 'Zur Steuerung' } : { text };
}

function can({ actions = [] }: Known, type: string): boolean {
  return actions.some((action) => action.type === type && action.allowed);
}

function canAct({ actions = [] }: Known): boolean {
  return actions.some(({ allowed }) => allowed);
}
