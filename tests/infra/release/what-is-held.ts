import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { resourcesOf } from '../resources.ts';

/**
 * What holds data or messages, who reads them in which place, and where it is reached: of each type the properties
 * whose change makes CloudFormation replace it (those of the secret make a new value). Source: AWS resource and
 * property types reference, "Update requires".
 */
const REPLACING: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGatewayV2::Api': ['ProtocolType'],
  'AWS::CloudFront::Distribution': [],
  'AWS::Cognito::UserPool': [
    'UserPoolName',
    'AliasAttributes',
    'UsernameAttributes',
    'UsernameConfiguration',
    'Schema',
  ],
  'AWS::Cognito::UserPoolClient': ['UserPoolId', 'GenerateSecret'],
  'AWS::Cognito::UserPoolDomain': ['UserPoolId', 'Domain'],
  'AWS::Cognito::UserPoolGroup': ['UserPoolId', 'GroupName'],
  'AWS::Cognito::UserPoolResourceServer': ['UserPoolId', 'Identifier'],
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'AttributeDefinitions', 'LocalSecondaryIndexes'],
  'AWS::Events::EventBus': ['Name'],
  'AWS::Lambda::EventSourceMapping': ['EventSourceArn', 'StartingPosition'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::S3::Bucket': ['BucketName', 'ObjectLockEnabled'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::SecretsManager::Secret': ['Name', 'GenerateSecretString'],
};

const held = z.object({
  id: z.string(),
  type: z.string(),
  /** What becomes of it where it is deleted, and where it is replaced; empty where nothing is said. */
  keeps: z.array(z.string()),
  replacing: z.record(z.string(), z.unknown()),
});

const stackHeld = z.object({
  /** Name of the stack: under another one everything would be made anew. */
  stack: z.string(),
  resources: z.array(held),
  /** Names under which other stacks import, with what each stands for. */
  exports: z.record(z.string(), z.unknown()),
});

type StackHeld = z.infer<typeof stackHeld>;

/** What a release deployed, per stage, and where that is known from. */
export const releaseHeld = z.object({
  from: z.string(),
  stages: z.record(z.string(), z.array(stackHeld)),
});

const outputs = z.record(
  z.string(),
  z.object({ Value: z.unknown(), Export: z.object({ Name: z.string() }).optional() }),
);

/** All of a stack that a deployment must find again as it lies there. */
export function heldBy(stack: Stack): StackHeld {
  const template = Template.fromStack(stack);
  const resources = Object.entries(REPLACING).flatMap(([type, names]) =>
    resourcesOf(template, type).map(({ id, Properties, DeletionPolicy, UpdateReplacePolicy }) => ({
      id,
      type,
      keeps: [DeletionPolicy ?? '', UpdateReplacePolicy ?? ''],
      replacing: Object.fromEntries(
        names.flatMap((name) => (name in Properties ? [[name, Properties[name]]] : [])),
      ),
    })),
  );
  const named = Object.values(outputs.parse(template.toJSON()['Outputs'] ?? {}));
  return {
    stack: stack.stackName,
    resources,
    exports: Object.fromEntries(
      named.flatMap(({ Value, Export }) => (Export === undefined ? [] : [[Export.Name, Value]])),
    ),
  };
}
