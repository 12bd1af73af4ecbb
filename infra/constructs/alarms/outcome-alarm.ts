import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type AlarmingOutcome, METRICS_NAMESPACE } from '../../../shared/lambda/metric-names.ts';
import type { FunctionName } from '../functions/function-code.ts';
import { type AlarmSettings, ring } from './ring.ts';

/** What one function counts under one name (shared/lambda/telemetry.ts). */
interface CountedProps extends AlarmSettings {
  /** Function that counts: with the stage, the dimensions of its metrics. */
  readonly service: FunctionName;
  /** Outcome as the function notes it: the name of the metric. */
  readonly outcome: AlarmingOutcome;
}

export interface OutcomeAlarmProps extends CountedProps {
  /** How many of them ring; the caller says beside it why fewer are everyday life. */
  readonly threshold: number;
  /**
   * Time in which they are counted.
   * @default 15 minutes
   */
  readonly period?: Duration;
}

/** Rings when a function noted an outcome as often as its threshold within the period. */
export class OutcomeAlarm extends Construct {
  constructor(scope: Construct, id: string, { threshold, period, ...counted }: OutcomeAlarmProps) {
    super(scope, id);
    const { context, impact } = counted;
    ring(this, { context, impact, metric: sumOf(counted, period ?? Duration.minutes(15)), threshold });
  }
}

/** Rings when a function noted an outcome not once for an hour; silence is the bad news here (I17). */
export class HeartbeatAlarm extends Construct {
  constructor(scope: Construct, id: string, counted: CountedProps) {
    super(scope, id);
    const { context, impact } = counted;
    ring(this, {
      context,
      impact,
      metric: sumOf(counted, Duration.hours(1)),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }
}

function sumOf({ context, service, outcome }: CountedProps, period: Duration): Metric {
  return new Metric({
    namespace: METRICS_NAMESPACE,
    metricName: outcome,
    dimensionsMap: { service, stage: context.stage.name },
    statistic: 'Sum',
    period,
  });
}
