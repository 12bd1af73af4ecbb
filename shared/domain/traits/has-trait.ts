import type { AnyTraits, FactType, Part } from './traits-of.ts';
import { TRAITS } from './traits.ts';

/** Traits that a fact has or has not. */
type Flag = {
  [Trait in keyof AnyTraits]: AnyTraits[Trait] extends boolean ? Trait : never;
}[keyof AnyTraits];

/** Names of the facts that have this trait. */
export type NameWith<Trait extends Flag> = {
  [Name in FactType]: (typeof TRAITS)[Name][Trait] extends true ? Name : never;
}[FactType];

/** Whether this kind of fact has a trait; what is left of the type is exactly the kinds that have it. */
export function isNameWith<Trait extends Flag>(name: FactType, trait: Trait): name is NameWith<Trait> {
  return TRAITS[name][trait];
}

/** Whether a fact has a trait; what is left of its type is exactly the kinds that have it. */
export function hasTrait<Fact extends { readonly type: FactType }, Trait extends Flag>(
  fact: Fact,
  trait: Trait,
): fact is Extract<Fact, { readonly type: NameWith<Trait> }> {
  return TRAITS[fact.type][trait];
}

/** Names of the facts that belong to one of these parts of the year. */
type NameIn<Among extends Part> = {
  [Name in FactType]: (typeof TRAITS)[Name]['part'] extends Among ? Name : never;
}[FactType];

/** A fact of one of these parts of the year. */
export type FactIn<Fact extends { readonly type: FactType }, Among extends Part> = Extract<
  Fact,
  { readonly type: NameIn<Among> }
>;

/** Whether a fact belongs to one of these parts; what is left of its type is exactly the kinds that do. */
export function isIn<Fact extends { readonly type: FactType }, Among extends Part>(
  fact: Fact,
  parts: readonly Among[],
): fact is FactIn<Fact, Among> {
  const { part } = TRAITS[fact.type];
  return parts.some((one) => one === part);
}
