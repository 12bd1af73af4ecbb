import { Alarm, type AlarmProps, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import type { StageContext } from '../functions/stage-context.ts';

/** What every alarm of the house has: where it stands, and what it says to whom it wakes. */
export interface AlarmSettings {
  readonly context: StageContext;
  /** Who is hurt and what to do, in a sentence or two; it becomes the alarm's description. */
  readonly impact: string;
}

type Ring = AlarmSettings &
  Pick<AlarmProps, 'metric' | 'threshold'> &
  Partial<Pick<AlarmProps, 'comparisonOperator' | 'treatMissingData'>>;

/** Rings at the threshold, unless another comparison is asked for, and tells the alarm address of the stage. */
export function ring(scope: Construct, { context, impact, ...asked }: Ring): void {
  const alarm = new Alarm(scope, 'Alarm', {
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    ...asked,
    alarmDescription: impact,
  });
  if (context.alarmTopic !== undefined) alarm.addAlarmAction(new SnsAction(context.alarmTopic));
}
