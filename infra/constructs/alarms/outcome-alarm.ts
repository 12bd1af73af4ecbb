import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ring } from './dead-letter-alarm.ts';
import type { StageContext } from '../functions/stage-context.ts';

/** What one function counts under one name (shared/lambda/telemetry.ts). */
export type Counted = {
  readonly context: StageContext;
  /** Function that counts, by its folder's name: with the stage, the dimensions of its metrics. */
  readonly service: string;
  /** Outcome as the function notes it: the name of the metric. */
  readonly outcome: string;
};

export interface OutcomeAlarmProps extends Counted {
  /** How many of them ring; the caller says beside it why fewer are everyday life. */
  readonly threshold: number;
  /**
   * Time in which they are counted.
   * @default 15 minutes
   */
  readonly period?: Duration;
  /** Who is hurt and what to do, in a sentence or two; it becomes the alarm's description. */
  readonly impact: string;
}

/** Rings when a function noted an outcome as often as its threshold within the period. */
export class OutcomeAlarm extends Construct {
  constructor(scope: Construct, id: string, { threshold, period, impact, ...counted }: OutcomeAlarmProps) {
    super(scope, id);
    const metric = countedMetric(counted, period ?? Duration.minutes(15));
    ring(this, { context: counted.context, metric, threshold, impact });
  }
}

/** The sum of what a function counted, per period. */
export function countedMetric({ context, service, outcome }: Counted, period: Duration): Metric {
  return new Metric({
    namespace: 'Zielvereinbarungen',
    metricName: outcome,
    dimensionsMap: { service, stage: context.stage.name },
    statistic: 'Sum',
    period,
  });
}
