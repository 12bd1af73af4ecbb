import type { NoticeSettingsView } from '../../api/types.ts';
import { hasRole, type Person } from '../../session/roles.ts';

/** When mails come. */
export type MailTiming = NoticeSettingsView['delivery'];

/** The choices, in order, with what each means. */
export const CHOICES: readonly {
  readonly value: MailTiming;
  readonly label: string;
  readonly hint: string;
}[] = [
  {
    value: 'immediate',
    label: 'Sofort',
    hint: 'Eine Mail innerhalb von etwa fünf Minuten, sobald es etwas Neues gibt.',
  },
  {
    value: 'daily',
    label: 'Täglich',
    hint: 'Eine Mail am frühen Morgen mit allem, was seit der letzten neu ist; keine, wenn es nichts gibt.',
  },
  {
    value: 'off',
    label: 'Aus',
    hint: 'Keine Mails. Was in dieser Zeit geschieht, wird auch später nicht nachgeschickt.',
  },
];

const BOTH = [
  'eine Seite hat unterschrieben, abgelehnt oder ihre Unterschrift zurückgezogen (an die andere Seite)',
  'eine Unterschrift gilt nicht mehr, weil sich die Bedingungen geändert haben (an die Seite, die unterschrieben hat)',
  'ein hochgeladener Scan wurde abgelehnt oder ist nicht maßgeblich',
  'die Zielvereinbarung ist abgeschlossen, und wann sie veröffentlicht wird',
  'die Veröffentlichung ist erfolgt, angehalten, freigegeben oder zurückgezogen',
  'der Bescheid weicht vom vereinbarten Betrag ab',
  'eine Frist läuft ab oder ist verstrichen',
  'die Umsetzungsbesprechung hat einen Termin',
] as const;
const KOMMUNE = ['eine Fassung ist zur Unterschrift freigegeben', ...BOTH] as const;
const DESK = 'an der Klärungsstelle ist etwas neu (nur in der täglichen Mail)';

/** What this person's mails may be about; nothing where their role gets none. */
export function arrivingTo(person: Person): readonly string[] {
  const own = hasRole(person, 'land') ? BOTH : speaksForKommune(person) ? KOMMUNE : [];
  return hasRole(person, 'land', 'pruefung') ? [...own, DESK] : own;
}

/** A key without the role that speaks for it gets no mail. */
function speaksForKommune(person: Person): boolean {
  return hasRole(person, 'kommune') && person.ags.length > 0;
}
