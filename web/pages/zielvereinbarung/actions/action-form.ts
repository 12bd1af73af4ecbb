import type { INCOMING } from '../../../../events/incoming/index.ts';
import type { Party } from '../../../../events/primitives.ts';
import type { ZielvereinbarungView } from '../../../api/types.ts';

/** What a person typed, by the name of the field; a text each, as it stands in the form. */
export type Values = Readonly<Record<string, string>>;

/** What a field takes, and so how it is read. */
export type FieldKind =
  | 'line'
  | 'text'
  | 'day'
  | 'money'
  | 'figure'
  | 'list'
  | 'choice'
  | 'ticks'
  | 'document';

/** One field of an action. */
export type ActionField = {
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly hint?: string;
  readonly isOptional?: boolean;
  /** Of a choice: the first is chosen. Of ticks: none is. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly initial?: string;
  /** Most characters; default: 120 of a line, 1000 of a text. Of ticks: how many; default: all. */
  readonly maximum?: number;
  /** Heading over this field and its neighbours that bear the same one. */
  readonly group?: string;
  /** What has to be typed letter by letter, so that nobody does by accident what cannot be undone. */
  readonly mustBe?: string;
  /** Whether it is asked for, by what was typed elsewhere. Default: always. */
  readonly isAsked?: (values: Values) => boolean;
};

/** For whom a form is shown: the Zielvereinbarung as it was read, and the side that the person speaks for. */
export type ActionContext = { readonly view: ZielvereinbarungView; readonly party: Party | undefined };

/** Kinds of change of the Haushaltsmittel (rule 2). */
export type ChangeKind = 'correction' | 'aenderungsvereinbarung' | 'abweichung';

/** What cannot be undone, said before the fields. */
export type Warning = {
  readonly title: string;
  readonly goes: readonly string[];
  readonly stays: readonly string[];
};

/** A fact by its type on the wire, without the prefix. */
export type ReportedType = `${(typeof INCOMING)[number]['stem']}.v${number}`;

/** One thing that people can report, as data: its fields, and what is sent of them. */
export type ActionForm = {
  /** Type on the wire without the prefix. */
  readonly type: ReportedType;
  /** Of a change: which of the three kinds this form makes. */
  readonly kind?: ChangeKind;
  /** On the button and as title of the dialog, an infinitive: "Veröffentlichung anhalten". */
  readonly label: string;
  /** What it is for, where the label says too little. */
  readonly lead?: string;
  /** Before what cannot be undone: what goes and what stays. */
  readonly warning?: Warning;
  /** On the button that records it. Default: „Jetzt festhalten“. */
  readonly sendLabel?: string;
  readonly fields: (context: ActionContext) => readonly ActionField[];
  /** Content of the event; asked only for values that were read without an error. */
  readonly dataOf: (values: Values, context: ActionContext) => object;
};
