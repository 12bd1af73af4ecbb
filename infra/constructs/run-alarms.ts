import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ring } from './dead-letter-alarm.ts';
import type { StageContext } from './stage-context.ts';

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
    const metric = counted({ context, service }, 'findings', Duration.minutes(15));
    ring(this, { context, metric, threshold: 1, impact });
  }
}

/** Rings when no run came to its end for an hour; silence is the bad news here (reliability.md I17). */
export class HeartbeatAlarm extends Construct {
  constructor(scope: Construct, id: string, { context, service, impact }: RunAlarmProps) {
    super(scope, id);
    ring(this, {
      context,
      metric: counted({ context, service }, 'reconciled', Duration.hours(1)),
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
    const metric = counted({ context, service }, 'mail-unsent', Duration.minutes(15));
    ring(this, { context, metric, threshold: 1, impact });
  }
}

/** What the functions count by themselves (shared/lambda/telemetry.ts). */
function counted(
  { context, service }: Pick<RunAlarmProps, 'context' | 'service'>,
  metricName: string,
  period: Duration,
): Metric {
  return new Metric({
    namespace: 'Zielvereinbarungen',
    metricName,
    dimensionsMap: { service, stage: context.stage.name },
    statistic: 'Sum',
    period,
  });
}
