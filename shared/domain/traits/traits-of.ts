import type { INCOMING } from '../../../events/incoming/index.ts';
import type { RECORDED } from '../../../events/recorded/index.ts';

type Definition = (typeof INCOMING)[number] | (typeof RECORDED)[number];
type Of<Name> = Extract<Definition, { readonly name: Name }>;
type Judged = (typeof INCOMING)[number]['name'];
type OriginOf<Name> = Of<Name>['origin'];
type FieldOf<Name> = keyof Of<Name>['data']['_zod']['output'];

/** Every kind of fact by its name in code: what is judged, and what follows from it. */
export type FactType = Definition['name'];

/** The part of the year to which a fact belongs, for those who look for some of them. */
export type Part = 'fassung' | 'signature' | 'scan' | 'publication' | 'bescheid' | 'steering' | 'akte';

/** A voice that tells some facts only; the Land's may tell every fact from outside. */
export type NarrowVoice = 'kommune' | 'bewilligungsstelle' | 'archiv';

/** Until when a fact may still come: until the Zielvereinbarung is cancelled, until its Akte is disposed of, or ever: no end refuses it. */
export type Until = 'cancelled' | 'disposed' | 'ever';

/** What a fact can do to the public page: nothing, ask for a new revision, or take it back for good reason. */
export type PageEffect = 'unchanged' | 'renewed' | 'taken-back';

type Audience = 'nobody' | 'kommune' | 'all' | 'all-of-abweichung';
type AudienceBySide = 'its-side' | 'other-sides';

/**
 * What one kind of fact is to those who do not judge it. No trait has a default, and what the definition in `events/`
 * says already is held to it by type: a fact without a trait, or with one that its definition contradicts, does not
 * compile.
 */
export type TraitsOf<Name extends FactType> = {
  readonly part: Part;
  /** What happened, in a few German words. */
  readonly word: string;
  /** It has names of persons or free text, which go to the private part (rule 10): what `personal` says in `events/`. */
  readonly isPersonal: Of<Name>['personal'] extends { readonly length: 0 } ? false : true;
  /** It speaks for one side, its `party`. */
  readonly isOfSide: 'party' extends FieldOf<Name> ? true : false;
  /** It changes the terms or deviates from them, in one of the three kinds of rule 2. */
  readonly isChange: 'effectiveOn' extends FieldOf<Name> ? true : false;
  /** Voices that may tell it beside the Land's; of staff, those whose role has that voice. */
  readonly toldBy: OriginOf<Name> extends 'outside' ? readonly NarrowVoice[] : readonly [];
  /** Staff of the Land report it by hand; of what the Land may tell, the rest comes from the systems that know it. */
  readonly isByHand: OriginOf<Name> extends 'outside' ? boolean : false;
  /**
   * Somebody changes or ends by it what they read, so two people must not undo each other unseen (If-Match, H9). A
   * declaration (a signature, a meeting, a hold) is a fact of its own, true whatever happened meanwhile.
   */
  readonly isEdit: OriginOf<Name> extends 'outside' ? boolean : false;
  /** Null where nobody brings it, because the recorder makes it. */
  readonly until: Name extends Judged ? Until : null;
  /** The state alone may forbid it, whatever is said with it. */
  readonly isBound: Name extends Judged ? boolean : false;
  /** Something about it may be worth a look (hints). */
  readonly isHinted: boolean;
  readonly page: PageEffect;
  /** It adds to what the page tells of the year. */
  readonly isInCourse: boolean;
  /** Sides that are told of it by mail, whoever reported it; of a change perhaps only where it is an Abweichung. */
  readonly mailTo: 'party' extends FieldOf<Name> ? Audience | AudienceBySide : Audience;
};

/** The traits of one kind of fact, whichever it is. */
export type AnyTraits = { [Name in FactType]: TraitsOf<Name> }[FactType];
