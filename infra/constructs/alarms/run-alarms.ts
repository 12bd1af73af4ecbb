import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ring } from './dead-letter-alarm.ts';
import { countedMetric } from './outcome-alarm.ts';
import type { StageContext } from '../functions/stage-context.ts';

export interface RunAlarmProps {
  readonly context: StageContext;
  /** Function that counts, by its folder's name: with the stage, the dimensions of its metrics. */
  readonly service: string;
  /** Who is hurt and what to do, in one sentence. */
  readonly impact: string;
}

/** Rings as soon as a run leaves something that it could not put right. */
export class FindingsAlarm extends Construct {
  constructor(scope: Construct, id: string, { context, service, impact }: RunAlarmProps) {
    super(scope, id);
    const metric = countedMetric({ context, service, outcome: 'findings' }, Duration.minutes(15));
    ring(this, { context, metric, threshold: 1, impact });
  }
}

/** Rings when no run came to its end for an hour; silence is the bad news here (I17). */
export class HeartbeatAlarm extends Construct {
  constructor(scope: Construct, id: string, { context, service, impact }: RunAlarmProps) {
    super(scope, id);
    ring(this, {
      context,
      metric: countedMetric({ context, service, outcome: 'reconciled' }, Duration.hours(1)),
      threshold: 1,
      impact,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }
}

/** Rings where mails were refused or stayed without an answer. */
export class RefusedMailAlarm extends Construct {
  constructor(scope: Construct, id: string, { context, service, impact }: RunAlarmProps) {
    super(scope, id);
    const metric = countedMetric({ context, service, outcome: 'mail-unsent' }, Duration.minutes(15));
    ring(this, { context, metric, threshold: 1, impact });
  }
}
