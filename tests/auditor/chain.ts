import type { Complain } from './evidence.ts';
import { hashedName, type Fact } from './fact.ts';
import { at, fingerprint, listAt, numberAt, objectAt, textAt, without, type JsonObject } from './json.ts';
import type { Stream } from './raw-table.ts';

const GENESIS = '0'.repeat(64);

/** What an item holds beside the fact itself. */
const BESIDE = ['PK', 'SK', 'type', 'personal', 'personalHash', 'previousHash', 'hash'];

/**
 * I2: places 1..n without gap, the head at n, time that never runs back, and a chain of hashes over the public
 * part and the salted hash of the personal part (rule 10). Says whether the chain holds.
 */
export function auditChain({ subject, facts, head }: Stream, complain: Complain): boolean {
  const problems = [...placeProblems(facts), ...headProblems(facts, head)];
  for (const problem of problems) complain('I2', problem, subject);
  const links = linkProblems(facts);
  for (const problem of links) complain('I2', problem, subject);
  return links.length === 0;
}

/** Two functions whose clocks are each five minutes wrong, to either side (E9). */
export const CLOCKS_DIFFER_MS = 600_000;

function placeProblems(facts: readonly Fact[]): readonly string[] {
  return facts.flatMap((fact, index) => {
    const problems: string[] = [];
    const place = (facts[index - 1]?.version ?? 0) + 1;
    if (fact.version !== place) problems.push(`place ${place} is missing`);
    if (numberAt(fact.item, 'version') !== fact.version || textAt(fact.item, 'subject') !== fact.subject)
      problems.push(`the fact at ${fact.version} says that it stands elsewhere`);
    if (Date.parse(fact.recordedAt) < Date.parse(facts[index - 1]?.recordedAt ?? '') - CLOCKS_DIFFER_MS)
      problems.push(`the fact at ${fact.version} was recorded before the one before it`);
    return problems;
  });
}

function headProblems(facts: readonly Fact[], head: JsonObject | undefined): readonly string[] {
  if (head === undefined) return facts.length === 0 ? [] : ['there are facts and no head'];
  const last = facts.at(-1);
  const problems: string[] = [];
  if (numberAt(head, 'version') !== (last?.version ?? 0)) problems.push('the head stands at another version');
  if (textAt(head, 'lastHash') !== (textAt(last?.item, 'hash') || GENESIS))
    problems.push('the head has another last hash');
  return problems;
}

function linkProblems(facts: readonly Fact[]): readonly string[] {
  const erased = erasedPlaces(facts);
  let previous = GENESIS;
  return facts.flatMap((fact) => {
    const problem = linkProblem(fact, previous, erased);
    previous = textAt(fact.item, 'hash');
    return problem === undefined ? [] : [`the fact at ${fact.version} ${problem}`];
  });
}

function linkProblem(fact: Fact, previousHash: string, erased: ReadonlySet<number>): string | undefined {
  const { item, stem } = fact;
  if (textAt(item, 'previousHash') !== previousHash) return 'does not follow the one before it';
  const personalHash = at(item, 'personalHash');
  const event = { ...without(item, ...BESIDE), type: hashedName(stem) };
  const link = { previousHash, event, ...(personalHash !== undefined && { personalHash }) };
  if (fingerprint(link) !== textAt(item, 'hash')) return 'has another hash';
  return personalProblem(fact, erased);
}

/** What is personal is either there as it was, or was erased by a fact that says so. */
function personalProblem({ item, version, isErased }: Fact, erased: ReadonlySet<number>): string | undefined {
  if (isErased) return erased.has(version) ? undefined : 'lost its personal part';
  const personal = at(item, 'personal');
  if (personal === undefined) return undefined;
  const salted = { salt: textAt(personal, 'salt'), personal: objectAt(personal, 'data') };
  return fingerprint(salted) === textAt(item, 'personalHash') ? undefined : 'has another personal part';
}

function erasedPlaces(facts: readonly Fact[]): ReadonlySet<number> {
  const erasing = facts.filter(({ stem }) => stem === 'personal-data.erased');
  return new Set(erasing.flatMap(({ data }) => listAt(data, 'versions').map(Number)));
}
