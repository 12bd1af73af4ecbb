import { Duration, Lazy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Environment } from '../../../functions/record-event/environment.ts';
import type { Environment as StaffApiEnvironment } from '../../../functions/staff-api/environment.ts';
import type { Principal, SenderRule } from '../../../shared/domain/senders.ts';
import type { Stage } from '../../stages/stages.ts';
import { QueueConsumer } from '../messages/queue-consumer.ts';
import { type Foundation, judgingSettings } from '../functions/foundation.ts';
import { NodeFunction } from '../functions/node-function.ts';
import { SpeakingAlarms } from '../alarms/speaking-alarms.ts';
import { APPEND_TO_LOG } from '../functions/permissions.ts';

/** The recorder behind its two doors: ingress for other systems, internal for our own functions only. */
export class Recording extends Construct {
  readonly worker: NodeFunction<Environment>;
  readonly ingress: QueueConsumer<Environment>;
  readonly internal: QueueConsumer<Environment>;
  #httpDoor: string | undefined;

  constructor(scope: Construct, id: string, { context, log }: Foundation) {
    super(scope, id);
    const { stage } = context;
    this.worker = new NodeFunction<Environment>(this, 'RecordEvent', {
      context,
      name: 'record-event',
      timeout: Duration.seconds(30),
      environment: {
        TABLE_NAME: log.table.tableName,
        INTERNAL_QUEUE_ARN: Lazy.string({ produce: () => this.internal.queue.queueArn }),
        EVENT_PREFIX: stage.eventPrefix,
        SENDERS: Lazy.string({ produce: () => sendersAsVariable(stage, this.#httpDoor) }),
        ...(stage.operatorRole && { OPERATOR_ID: stage.operatorRole.id }),
        ...judgingSettings(context),
      },
    });
    this.worker.allow(APPEND_TO_LOG, [log.table.tableArn]);
    this.ingress = new QueueConsumer(this, 'Ingress', {
      context,
      worker: this.worker,
      ordered: true,
      isDoor: true,
      impact:
        'Facts of other systems are not recorded: their Zielvereinbarungen stand still. ' +
        'A person inspects the dead letters and sends them back as the operator role; repeats are harmless.',
    });
    this.internal = new QueueConsumer(this, 'Internal', {
      context,
      worker: this.worker,
      ordered: true,
      isDoor: true,
      impact:
        'Facts of our own functions (scans, documents, publications) are not recorded: pages appear late or not at all. ' +
        'A person inspects the dead letters and sends them back as the operator role; repeats are harmless.',
    });
    new SpeakingAlarms(this, 'Speaking', { context });
    this.ingress.admit([...new Set(stage.senders.flatMap(({ roles = [] }) => roles.map(({ arn }) => arn)))]);
  }

  /** Believes the role of the HTTP door for the sources that have app clients. */
  believe({ role }: NodeFunction<StaffApiEnvironment>): void {
    this.#httpDoor = role.roleId;
  }
}

/**
 * What the recorder has to know about the senders of a stage; role ARNs stay in the queue policy. The role of
 * the HTTP door is believed where a source has app clients, and for the keys of those: it asked their tokens. The
 * operator is no sender and stands in a variable of its own.
 */
export function sendersAsVariable(
  { name, senders }: Pick<Stage, 'name' | 'senders'>,
  httpDoor?: string,
): string {
  return JSON.stringify(
    senders.map(({ source, voice, types, subjects, roles, clients = [] }): SenderRule => {
      const open = clients.filter(({ closed }) => closed !== true);
      const door = httpDoor === undefined || open.length === 0 ? [] : [principal(httpDoor, open)];
      // The emulator writes the account into every SenderId: locally nobody has to prove itself.
      const proves = roles !== undefined || name !== 'local';
      return {
        source,
        voice,
        types,
        ...(subjects !== undefined && { subjects }),
        ...(proves && { principals: [...(roles ?? []).map((role) => principal(role.id, [role])), ...door] }),
      };
    }),
  );
}

/** A role by its unique id, with the keys that it speaks for. */
function principal(id: string, bound: readonly { readonly ags?: string }[]): Principal {
  const keys = bound.flatMap(({ ags }) => (ags === undefined ? [] : [ags]));
  return { id, ...(keys.length > 0 && { ags: keys }) };
}
