import { PUBLISHED } from '../contract.ts';
import type { Complain, Evidence } from '../evidence.ts';
import { kindOf } from '../fact.ts';
import { at, fingerprint, textAt, type Json, type JsonObject } from '../json.ts';
import type { RawTable } from '../raw-table.ts';

type Heard = { readonly evidence: Evidence; readonly notices: ReadonlySet<string> };

/** I12: each refusal has a published reason, the original body, and a recipient who was told. */
export function auditClearing(evidence: Evidence, { clearing, streams }: RawTable, complain: Complain): void {
  const notices = new Set(evidence.bus.map((event) => noticeOf(event as JsonObject, evidence.prefix)));
  const heard = { evidence, notices };
  for (const item of clearing)
    for (const problem of refusalProblems(heard, item))
      complain('I12', `${textAt(item, 'SK')} ${problem}`, textAt(item, 'subject'));
  for (const { parked, subject } of streams.values())
    for (const item of parked)
      for (const problem of parkingProblems(heard, item))
        complain('I12', `${textAt(item, 'id')} ${problem}`, subject);
}

function refusalProblems(heard: Heard, item: JsonObject): readonly string[] {
  const [source, id, body, reason] = ['source', 'id', 'body', 'reason'].map((name) => textAt(item, name));
  const problems: string[] = [];
  if (!PUBLISHED.refused.has(reason ?? ''))
    problems.push(`is refused as ${reason}, which is no published reason`);
  if (
    body === '' ||
    fingerprint({ source: source ?? '', id: id ?? '', body: body ?? '' }) !== textAt(item, 'SK')
  )
    problems.push('does not hold the body that it was made for');
  if (isUntold(heard, ['event.refused', source || 'unknown', id || 'unknown', reason ?? '']))
    problems.push('was refused and its sender was not told');
  return problems;
}

function parkingProblems(heard: Heard, item: JsonObject): readonly string[] {
  const [source = '', id = '', reason = ''] = ['source', 'id', 'reason'].map((name) => textAt(item, name));
  const problems: string[] = [];
  if (!PUBLISHED.early.has(reason)) problems.push(`waits as ${reason}, which is no published reason`);
  if (textAt(item, 'body') === '') problems.push('waits without its body');
  if (isUntold(heard, ['event.parked', source, id, reason]))
    problems.push('waits and its sender was not told');
  return problems;
}

function isUntold({ evidence, notices }: Heard, notice: readonly string[]): boolean {
  return evidence.settled && evidence.busComplete && !notices.has(notice.join('\n'));
}

/** Kind, original source, original id and code of a notice. */
function noticeOf(event: Json, prefix: string): string {
  const { stem = '' } = kindOf(textAt(event, 'type'), prefix) ?? {};
  const data = at(event, 'data');
  return [stem, textAt(data, 'originalSource'), textAt(data, 'originalId'), textAt(data, 'code')].join('\n');
}
