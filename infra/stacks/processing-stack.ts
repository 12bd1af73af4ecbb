import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { acknowledge } from '../aspects/acknowledge.ts';
import { DocumentProduction } from '../constructs/processing/document-production.ts';
import { type Foundation, judgingSettings, retentionVariables } from '../constructs/functions/foundation.ts';
import type { FunctionCode } from '../constructs/functions/function-code.ts';
import { PortalPublication } from '../constructs/processing/portal-publication.ts';
import { RecordedEventRelay } from '../constructs/processing/recorded-event-relay.ts';
import { Reconciling } from '../constructs/processing/reconciling.ts';
import { Recording } from '../constructs/processing/recording.ts';
import { Reminding } from '../constructs/processing/reminding.ts';
import { ScanInspection } from '../constructs/processing/scan-inspection.ts';
import { StaffDoor } from '../constructs/staff/staff-door.ts';
import { WorkplacePublication } from '../constructs/processing/workplace-publication.ts';
import { Subscription } from '../constructs/messages/subscription.ts';
import type { Addresses } from '../stages/addresses.ts';
import type { Stage } from '../stages/stages.ts';
import type { ArchiveStack } from './archive-stack.ts';
import type { PortalStack } from './portal-stack.ts';

export interface ProcessingStackProps extends StackProps {
  readonly stage: Stage;
  readonly code: FunctionCode;
  readonly addresses: Addresses;
  readonly archive: ArchiveStack;
  readonly portal: PortalStack;
}

/** Everything that works: queues, functions, the API, the bus and the alarms. It holds nothing that cannot be built again. */
export class ProcessingStack extends Stack {
  constructor(scope: Construct, id: string, props: ProcessingStackProps) {
    super(scope, id, props);
    const { stage, code, archive, portal, addresses } = props;
    const alarmTopic = this.alarmTopic(stage);
    const foundation: Foundation = {
      context: { stage, code, ...(alarmTopic === undefined ? {} : { alarmTopic }) },
      log: archive.log,
      archive: archive.archive,
      inbox: archive.inbox,
      staff: archive.staff,
      accountKey: archive.accountKey,
      portal: portal.portal,
      portalUrl: portal.portalUrl,
    };

    const recording = new Recording(this, 'Recording', foundation);
    const recordable = { ...foundation, internal: recording.internal };
    const inspection = new ScanInspection(this, 'Scans', recordable);
    const publication = new PortalPublication(this, 'Publication', recordable);
    const relay = new RecordedEventRelay(this, 'Relay', foundation);
    // @ts-expect-error CDK declares optional members of EventBus and IEventBus differently (exactOptionalPropertyTypes)
    const bus: IEventBus = relay.bus;
    const documents = new DocumentProduction(this, 'Documents', { ...recordable, bus });
    for (const subscriber of stage.subscribers) {
      const name = `Subscription-${subscriber.name}`;
      new Subscription(this, name, { context: foundation.context, bus, subscriber });
    }
    const door = new StaffDoor(this, 'Staff', { ...foundation, inspection, recording });
    new WorkplacePublication(this, 'WorkplacePublication', {
      ...foundation,
      door,
      addresses,
      workplace: portal.workplace,
      workplaceUrl: portal.workplaceUrl,
    });
    const reminding = new Reminding(this, 'Reminding', {
      ...recordable,
      workplaceUrl: portal.workplaceUrl,
    });
    const inspectionQueue = inspection.consumer.queue;
    const reconciling = new Reconciling(this, 'Reconciling', { ...recordable, inspectionQueue });
    recording.internal.admitOnly([
      ...[inspection, publication, documents, reminding, reconciling].map(
        ({ worker }) => worker.role.roleArn,
      ),
      ...(stage.operatorRole === undefined ? [] : [stage.operatorRole.arn]),
    ]);

    this.publishAddresses(recording, relay, door);
    new CfnOutput(this, 'InspectionQueueUrl', { value: inspectionQueue.queueUrl });
    new CfnOutput(this, 'Settings', { value: settingsOf(foundation) });
  }

  private alarmTopic({ alarmAddress }: Stage): Topic | undefined {
    if (alarmAddress === undefined) return undefined;
    const topic = new Topic(this, 'Alarms', { enforceSSL: true });
    topic.addSubscription(new EmailSubscription(alarmAddress));
    acknowledge(topic, {
      'AwsSolutions-SNS2': 'Alarms say which queue holds how many messages, never what they say.',
    });
    return topic;
  }

  private publishAddresses(
    { ingress, internal }: Recording,
    { bus }: RecordedEventRelay,
    { api }: StaffDoor,
  ): void {
    new CfnOutput(this, 'IngressQueueUrl', { value: ingress.queue.queueUrl });
    new CfnOutput(this, 'IngressDlqUrl', { value: ingress.dead.queueUrl });
    new CfnOutput(this, 'InternalQueueUrl', { value: internal.queue.queueUrl });
    new CfnOutput(this, 'InternalDlqUrl', { value: internal.dead.queueUrl });
    new CfnOutput(this, 'EventBusName', { value: bus.eventBusName });
    new CfnOutput(this, 'ApiId', { value: api.apiId });
    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
  }
}

/** What commands judge and keep by, as the functions of the stage do: JSON of the same variables. */
function settingsOf({ context }: Foundation): string {
  const { eventPrefix } = context.stage;
  return JSON.stringify({
    EVENT_PREFIX: eventPrefix,
    ...judgingSettings(context),
    ...retentionVariables(context),
  });
}
