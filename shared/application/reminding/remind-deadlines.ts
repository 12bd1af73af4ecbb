import type { CloudEvent } from '../../../events/fact.ts';
import type { WireWriter } from '../../../events/wire-writer.ts';
import { daysAfter, startOfBerlinDay } from '../../domain/dates/berlin.ts';
import { DAYS_AHEAD, type Deadline } from '../../domain/zielvereinbarung/year/deadlines.ts';
import type { YearRow } from '../../domain/zielvereinbarung/telling/summary.ts';

/** Later than this a missed deadline is history: what is entered long afterwards reminds nobody. */
const DAYS_AFTER = 30;

/**
 * The deadlines of one Zielvereinbarung that are to be told of on this day, as facts: each once when it comes
 * near and once when it has passed. The id names the deadline, so that a repeat is one.
 */
export function deadlineFacts(
  { subject, current: { deadlines = [] } }: YearRow,
  { today, wire }: { readonly today: string; readonly wire: WireWriter },
): readonly CloudEvent[] {
  return deadlines.flatMap((deadline) => {
    const news = newsOf(deadline, today);
    if (news === undefined) return [];
    const { deadline: name, dueOn } = deadline;
    const kind = news.type === 'DeadlineMissed' ? 'missed' : 'approaching';
    const fact = {
      type: news.type,
      id: `deadline:${subject}:${name}:${dueOn}:${kind}`,
      source: 'urn:aqb:remind',
      subject,
      time: startOfBerlinDay(news.since),
      data: { deadline: name, dueOn },
    };
    return [wire.toCloudEvent(fact)];
  });
}

type News = { readonly type: 'DeadlineApproaching' | 'DeadlineMissed'; readonly since: string };

function newsOf({ dueOn, told }: Deadline, today: string): News | undefined {
  const near = daysAfter(dueOn, -DAYS_AHEAD);
  if (today > dueOn) {
    const isNews = told !== 'missed' && today <= daysAfter(dueOn, DAYS_AFTER);
    return isNews ? { type: 'DeadlineMissed', since: daysAfter(dueOn, 1) } : undefined;
  }
  return told === undefined && today >= near ? { type: 'DeadlineApproaching', since: near } : undefined;
}
