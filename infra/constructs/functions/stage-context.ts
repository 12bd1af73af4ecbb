import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Stage } from '../../stages/stages.ts';
import type { FunctionCode } from './function-code.ts';

/** What every part of the processing stack needs to know about where it stands. */
export type StageContext = {
  readonly stage: Stage;
  readonly code: FunctionCode;
  /** Hears the alarms; absent where the stage names no address. */
  readonly alarmTopic?: ITopic;
};
