import { describe, expect, test } from 'vitest';
import { INCOMING } from '../../events/incoming/index.ts';
import { RECORDED } from '../../events/recorded/index.ts';
import { hasTrait, isNameWith, type NameWith } from '../../shared/domain/traits/has-trait.ts';
import type { FactType, TraitsOf } from '../../shared/domain/traits/traits-of.ts';
import { TRAITS } from '../../shared/domain/traits/traits.ts';

const { AkteClosed: AKTE_CLOSED, ...OTHERS } = TRAITS;
const { until: _, ...WITHOUT_END } = AKTE_CLOSED;
const { SignatureVoided: SIGNATURE_VOIDED, SignatureReceived: SIGNATURE_RECEIVED } = TRAITS;

describe('the table of traits', () => {
  test('has one row for every kind of fact, and no other', () =>
    expect(Object.keys(TRAITS).toSorted()).toEqual(
      [...new Set([...INCOMING, ...RECORDED].map(({ name }) => name))].toSorted(),
    ));

  test('does not compile where a fact or one of its traits is forgotten', () => {
    // @ts-expect-error -- the row of a fact is missing
    OTHERS satisfies { readonly [Name in FactType]: TraitsOf<Name> };
    // @ts-expect-error -- nobody said until when it may come
    WITHOUT_END satisfies TraitsOf<'AkteClosed'>;
    expect(TRAITS).toMatchObject(OTHERS);
  });

  test('does not compile where it contradicts the definition of the fact', () => {
    // @ts-expect-error -- it has a personal part
    ({ ...AKTE_CLOSED, isPersonal: false }) satisfies TraitsOf<'AkteClosed'>;
    // @ts-expect-error -- it names a side
    ({ ...SIGNATURE_RECEIVED, isOfSide: false }) satisfies TraitsOf<'SignatureReceived'>;
    // @ts-expect-error -- the recorder makes it: nobody tells it
    ({ ...SIGNATURE_VOIDED, toldBy: ['kommune'] }) satisfies TraitsOf<'SignatureVoided'>;
    // @ts-expect-error -- nobody tells it, so it has no last day
    ({ ...SIGNATURE_VOIDED, until: 'disposed' }) satisfies TraitsOf<'SignatureVoided'>;
    // @ts-expect-error -- it names no side that could be told
    ({ ...AKTE_CLOSED, mailTo: 'other-sides' }) satisfies TraitsOf<'AkteClosed'>;
    expect(AKTE_CLOSED.isPersonal).toBe(true);
  });

  test.each(RECORDED)('says of $name what its definition says', ({ name, personal, data }) => {
    const { isPersonal, isOfSide } = TRAITS[name];
    expect(isPersonal).toBe(personal.length > 0);
    expect(isOfSide).toBe('party' in data.shape);
  });

  test('gives back exactly the kinds that have a trait', () => {
    const names = INCOMING.map(({ name }) => name).filter((name) => isNameWith(name, 'isOfSide'));
    names satisfies readonly NameWith<'isOfSide'>[];
    expect(names.toSorted()).toEqual(['SignatureReceived', 'SignatureRefused', 'SignatureWithdrawn']);
    expect(hasTrait({ type: 'AkteClosed' }, 'isEdit')).toBe(true);
    expect(hasTrait({ type: 'LegalHoldPlaced' }, 'isEdit')).toBe(false);
  });
});
