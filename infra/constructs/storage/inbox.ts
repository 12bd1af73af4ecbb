import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, HttpMethods } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../../aspects/acknowledge.ts';

export interface InboxProps {
  /** Origins of the staff workplace that may post forms here; none until there is one. */
  readonly workplaceOrigins: readonly string[];
}

/** Where uploads arrive and wait to be checked: single-use keys, seven days, every version kept that long. */
export class Inbox extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { workplaceOrigins }: InboxProps) {
    super(scope, id);
    const sevenDays = Duration.days(7);
    this.bucket = new Bucket(this, 'Bucket', {
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        {
          expiration: sevenDays,
          noncurrentVersionExpiration: sevenDays,
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      ...(workplaceOrigins.length === 0
        ? {}
        : {
            cors: [
              {
                allowedMethods: [HttpMethods.POST],
                allowedOrigins: [...workplaceOrigins],
                allowedHeaders: ['*'],
                maxAge: 300,
              },
            ],
          }),
    });
    tellEventBridge(this.bucket);
    acknowledge(this.bucket, {
      'AwsSolutions-S1':
        'Uploads are recorded as facts with their sender; nothing here lives longer than seven days.',
    });
  }
}

/** On the resource itself: the helper of the library would deploy a function of its own for one switch. */
function tellEventBridge(bucket: Bucket): void {
  const { defaultChild } = bucket.node;
  if (!(defaultChild instanceof CfnBucket)) throw new Error('A bucket without its resource.');
  defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}
