import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionName } from './function-code.ts';
import type { StageContext } from './stage-context.ts';

/** The variables of a function as strings: every name of its schema, optional ones optional. */
export type Variables<Environment> = { readonly [Name in keyof Environment]: string };

export interface NodeFunctionProps<Environment> {
  readonly context: StageContext;
  /** Folder in functions/. */
  readonly name: FunctionName;
  /** Longest run; queues in front of it wait six times as long. */
  readonly timeout: Duration;
  /** MB; CPU grows with it. Default: 512, because start-up gets a full core anyway. */
  readonly memory?: number;
  /** Runs at the same time at most. Default: the account's limit. */
  readonly reservedConcurrency?: number;
  /** Typed by the function's own schema: a forgotten variable does not compile. */
  readonly environment: Variables<Environment>;
}

/** A function with a role of its own that may write its own log and nothing else until somebody grants it. */
export class NodeFunction<Environment> extends Construct {
  readonly fn: LambdaFunction;
  readonly role: Role;
  readonly timeout: Duration;
  readonly functionName: FunctionName;

  constructor(scope: Construct, id: string, props: NodeFunctionProps<Environment>) {
    super(scope, id);
    const { context, name, timeout, reservedConcurrency } = props;
    this.timeout = timeout;
    this.functionName = name;
    const logGroup = new LogGroup(this, 'Log', {
      retention: context.stage.logRetention,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.fn = new LambdaFunction(this, 'Function', {
      description: `Zielvereinbarungen: ${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: context.code.of(name),
      memorySize: props.memory ?? 512,
      timeout,
      ...(reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: reservedConcurrency }),
      // a dimension of its metrics (shared/lambda/telemetry.ts)
      environment: { ...props.environment, STAGE: context.stage.name },
      role: this.role,
      logGroup,
      tracing: context.stage.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
    });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
  }

  /** Grants single actions on single resources; wildcards in actions are refused by the house rules. */
  allow(actions: readonly string[], resources: readonly string[]): void {
    this.role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }
}
