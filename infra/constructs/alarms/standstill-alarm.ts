import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type AlarmSettings, ring } from './ring.ts';

export interface StandstillAlarmProps extends AlarmSettings {
  /** Age of the oldest record that waits, in milliseconds. */
  readonly age: IMetric;
}

/** Rings when the oldest waiting record is older than a quarter of an hour. */
export class StandstillAlarm extends Construct {
  constructor(scope: Construct, id: string, { age, ...settings }: StandstillAlarmProps) {
    super(scope, id);
    ring(this, { ...settings, metric: age, threshold: Duration.minutes(15).toMilliseconds() });
  }
}
