import { LABELS } from '../../../../events/reading/labels.ts';
import { REFUSALS } from '../../../../events/reasons.ts';
import { formatMoment } from '../../../../shared/domain/dates/berlin.ts';
import type { ClearingItemView } from '../../../api/types.ts';

/** A text for the people behind a sender: which message, why, and what they do. No content of the message. */
export function letterOf(item: ClearingItemView): string {
  const { reason, detail, receivedAt } = item;
  const named = [
    line(LABELS.source, item.source),
    line(LABELS.id, item.id),
    line(LABELS.subject, item.subject),
    line(LABELS.type, item.type),
    line(LABELS.sequence, item.sequence),
    line('Eingegangen', formatMoment(receivedAt)),
    line('Grund', reason),
    line('Betroffen', detail),
  ];
  return [
    'Guten Tag,',
    'eine Meldung Ihres Systems zu den Zielvereinbarungen wurde nicht aufgezeichnet:',
    named.flat().join('\n'),
    REFUSALS[reason],
    'Bitte senden Sie die berichtigte Meldung unter einer neuen Kennung. Ist die Meldung ein Irrläufer, genügt eine kurze Antwort; dann verwerfen wir sie.',
    'Mit freundlichen Grüßen',
  ].join('\n\n');
}

function line(label: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`${label}: ${value}`];
}
