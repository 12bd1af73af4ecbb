import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Environment } from '../../../functions/staff-api/environment.ts';
import { SEND_SCOPE } from '../../../shared/domain/access.ts';
import { acknowledge } from '../../aspects/acknowledge.ts';
import { workplaceOrigins } from '../../stages/stages.ts';
import { type Foundation, judgingSettings, mailsAreSent } from '../functions/foundation.ts';
import { NodeFunction } from '../functions/node-function.ts';
import { OutcomeAlarm } from '../alarms/outcome-alarm.ts';
import { APPEND_TO_LOG, READ_SECRET, SEND } from '../functions/permissions.ts';
import type { Recording } from '../processing/recording.ts';
import type { ScanInspection } from '../processing/scan-inspection.ts';
import type { StaffDirectory } from './staff-directory.ts';

/** Nothing in it names a person: no address, no token, no body. */
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    routeKey: '$context.routeKey',
    status: '$context.status',
    latency: '$context.responseLatency',
    authorizerError: '$context.authorizer.error',
  }),
);

export interface StaffDoorProps extends Foundation {
  readonly inspection: ScanInspection;
  readonly recording: Recording;
}

/** HTTP for the staff workplace: a token for every path, answers within 29 seconds. */
export class StaffDoor extends Construct {
  readonly worker: NodeFunction<Environment>;
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: StaffDoorProps) {
    super(scope, id);
    this.worker = this.staffApi(props);
    this.api = new HttpApi(this, 'Api', {
      description: 'Zielvereinbarungen: staff workplace',
      createDefaultStage: false,
      ...crossOrigin(workplaceOrigins(props.context.stage)),
    });
    this.addStage(props);
    this.addRoutes(props);
    new OutcomeAlarm(this, 'DeniedNeighboursAlarm', {
      context: props.context,
      service: 'staff-api',
      outcome: 'access-denied-other-county',
      // The workplace never leads to another's: an old link or a slip of the pen asks once or twice, five try.
      threshold: 5,
      period: Duration.hours(1),
      impact:
        'Jemand fragt wiederholt nach dem, was einer anderen Gebietskörperschaft gehört. Herausgegeben wurde nichts; ' +
        'betroffen ist die Gebietskörperschaft, nach der gefragt wurde. Die Zeilen `denied` im Log von staff-api ' +
        'nennen die Adresse und, als Pseudonym, wer gefragt hat (docs/operations.md).',
    });
  }

  private staffApi(props: StaffDoorProps) {
    const { context, log, inbox, archive, staff, inspection, recording, accountKey } = props;
    const ingress = recording.ingress.queue;
    const queue = inspection.consumer.queue;
    const worker = new NodeFunction<Environment>(this, 'StaffApi', {
      context,
      name: 'staff-api',
      timeout: Duration.seconds(29),
      environment: {
        TABLE_NAME: log.table.tableName,
        INBOX_BUCKET: inbox.bucket.bucketName,
        ARCHIVE_BUCKET: archive.bucket.bucketName,
        EVENT_PREFIX: context.stage.eventPrefix,
        ACCOUNT_KEY_ARN: accountKey.secretArn,
        UPLOADS_PER_DAY: String(context.stage.uploadsPerDay),
        USER_POOL_CLIENT_ID: staff.client.userPoolClientId,
        INSPECTION_QUEUE_URL: queue.queueUrl,
        INGRESS_QUEUE_URL: ingress.queueUrl,
        FOUR_EYES: String(context.stage.fourEyes),
        ...(mailsAreSent(context) && { USER_POOL_ID: staff.pool.userPoolId }),
        CLIENTS: Stack.of(this).toJsonString(clientsOf(staff)),
        ...judgingSettings(context),
      },
    });
    worker.allow(APPEND_TO_LOG, [log.table.tableArn]);
    worker.allow(['s3:PutObject'], [inbox.uploads]); // signs the upload forms
    worker.allow(['s3:GetObject'], [inbox.findings]);
    // staff read and print what we produced; scans stay where they are
    const documents = [archive.allOf('signing'), archive.allOf('reading'), archive.allOf('text-copy')];
    worker.allow(['s3:GetObject', 's3:GetObjectVersion'], documents);
    worker.allow(SEND, [queue.queueArn, ingress.queueArn]);
    worker.allow(READ_SECRET, [accountKey.secretArn]);
    // whom mails reach: a preview promises none to a side where nobody is entered
    if (mailsAreSent(context)) worker.allow(['cognito-idp:ListUsersInGroup'], [staff.pool.userPoolArn]);
    recording.believe(worker);
    return worker;
  }

  private addStage({ context }: StaffDoorProps): void {
    const log = new LogGroup(this, 'AccessLog', {
      retention: context.stage.logRetention,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle: { rateLimit: 50, burstLimit: 100 },
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: ACCESS_LOG },
    });
  }

  private addRoutes({ staff }: StaffDoorProps): void {
    const integration = new HttpLambdaIntegration('Staff', this.worker.fn);
    const people = [staff.client.userPoolClientId];
    const systems = staff.openSystems.map(({ client }) => client.userPoolClientId);
    const tokensOf = (id: string, jwtAudience: string[]) =>
      new HttpJwtAuthorizer(id, staff.issuer, { jwtAudience });
    // method by method, so that a browser's OPTIONS is answered by the API itself, without a token
    const methods = [HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE];
    this.api.addRoutes({ path: '/{proxy+}', methods, integration, authorizer: tokensOf('Tokens', people) });
    const contract = this.api.addRoutes({
      path: '/v1/openapi.json',
      methods: [HttpMethod.GET],
      integration,
      authorizer: new HttpNoneAuthorizer(),
    });
    for (const route of contract)
      acknowledge(route, {
        'AwsSolutions-APIG4': 'The contract of the API is public, and it is all that is.',
      });
    if (systems.length === 0) return;
    this.api.addRoutes({
      path: '/v1/events',
      methods: [HttpMethod.POST],
      integration,
      authorizer: tokensOf('SystemTokens', systems),
      authorizationScopes: [SEND_SCOPE],
    });
    this.api.addRoutes({
      path: '/v1/events/{proxy+}',
      methods: [HttpMethod.GET],
      integration,
      authorizer: tokensOf('AllTokens', [...people, ...systems]),
    });
  }
}

/** What the function has to know about the app clients, one entry per sender: Lambda has 4 KB for all variables. */
function clientsOf({ openSystems: systems }: StaffDirectory) {
  const senders = [...new Set(systems.map(({ sender }) => sender))];
  return senders.map((sender) => {
    const { source, voice, types, subjects } = sender;
    const clients = systems
      .filter((system) => system.sender === sender)
      .map(({ client, ags }) => ({
        clientId: client.userPoolClientId,
        ...(ags !== undefined && { ags }),
      }));
    return { source, voice, types, ...(subjects !== undefined && { subjects }), clients };
  });
}

function crossOrigin(origins: readonly string[]) {
  if (origins.length === 0) return {};
  return {
    corsPreflight: {
      allowOrigins: [...origins],
      allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST, CorsHttpMethod.PUT, CorsHttpMethod.DELETE],
      allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match'],
      exposeHeaders: ['etag', 'location', 'retry-after'],
      maxAge: Duration.minutes(10),
    },
  };
}
