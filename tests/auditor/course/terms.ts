import type { Fact } from '../fact.ts';
import {
  at,
  fingerprint,
  isSame,
  listAt,
  numberAt,
  objectAt,
  textAt,
  without,
  type Json,
  type JsonObject,
} from '../json.ts';
import type { Slots } from './signatures.ts';

/** One state of the terms. */
export type Fassung = {
  readonly number: number;
  /** As it was recorded. */
  readonly hash: string;
  /** What the hash covers (rule 1). */
  readonly terms: JsonObject;
  readonly amountCent: number;
  readonly slots: Slots;
};

/** The Fassung that this fact makes; undefined where it makes none. */
export function fassungMadeBy(fact: Fact, before: Fassung | undefined): Fassung | undefined {
  switch (fact.stem) {
    case 'zielvereinbarung.drafted':
    case 'zielvereinbarung.revised':
      return fassungOf(fact, without(fact.data, 'fassung', 'fassungHash', 'reason'));
    case 'budget.amended':
    case 'eckdaten.amended':
      return textAt(fact.data, 'kind') === 'abweichung' || before === undefined
        ? undefined
        : fassungOf(fact, changedTerms(before.terms, fact), before);
    default:
      return undefined;
  }
}

/** Whether its hash is that of its terms. */
export function isHashed({ hash, terms }: Fassung): boolean {
  return fingerprint(terms) === hash;
}

function fassungOf({ data }: Fact, terms: JsonObject, before?: Fassung): Fassung {
  return {
    number: at(data, 'fassung') === undefined ? (before?.number ?? 0) + 1 : numberAt(data, 'fassung'),
    hash: textAt(data, 'fassungHash'),
    terms,
    amountCent: numberAt(terms, 'haushaltsmittel', 'amountCent'),
    slots: slotsIn(terms),
  };
}

function slotsIn(terms: JsonObject): Slots {
  const slots = at(terms, 'signatureSlots');
  return slots === undefined
    ? { land: 1, kommune: 1 }
    : { land: numberAt(slots, 'land'), kommune: numberAt(slots, 'kommune') };
}

function changedTerms(terms: JsonObject, { stem, data }: Fact): JsonObject {
  const textDocument = at(data, 'textDocument');
  const text = textDocument === undefined ? {} : { textDocument };
  if (stem === 'eckdaten.amended') return { ...terms, eckdaten: changedFigures(terms, data), ...text };
  const budgetItems = at(data, 'budgetItems');
  return {
    ...terms,
    haushaltsmittel: at(data, 'to') ?? null,
    ...(budgetItems === undefined ? {} : { budgetItems }),
    ...text,
  };
}

/** The Eckdatum of this label, and of this Art where one is named; a new one where there is none. */
function changedFigures(terms: JsonObject, data: JsonObject): readonly Json[] {
  const figures = listAt(terms, 'eckdaten');
  const [label, art, to] = [textAt(data, 'label'), at(data, 'art'), objectAt(data, 'to')];
  const isMeant = (figure: Json) =>
    textAt(figure, 'label') === label && (art === undefined || isSame(at(figure, 'art'), art));
  if (figures.some(isMeant))
    return figures.map((figure) => (isMeant(figure) ? { ...objectAt(figure), ...to } : figure));
  return [...figures, { label, ...(art === undefined ? {} : { art }), ...to }];
}
