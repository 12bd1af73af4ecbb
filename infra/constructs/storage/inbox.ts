import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, HttpMethods } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { INBOX_DAYS } from '../../../shared/scan-gate/rules/limits.ts';
import { FINDINGS_PREFIX, UPLOADS_PREFIX } from '../../../shared/scan-gate/rules/upload-claim.ts';
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
    const kept = Duration.days(INBOX_DAYS);
    this.bucket = new Bucket(this, 'Bucket', {
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        {
          expiration: kept,
          noncurrentVersionExpiration: kept,
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

  /** All uploads, for the policy of a role. */
  get uploads(): string {
    return this.bucket.arnForObjects(`${UPLOADS_PREFIX}*`);
  }

  /** All that was found in uploads, for the policy of a role. */
  get findings(): string {
    return this.bucket.arnForObjects(`${FINDINGS_PREFIX}*`);
  }
}

/** On the resource itself: the helper of the library would deploy a function of its own for one switch. */
function tellEventBridge(bucket: Bucket): void {
  const { defaultChild } = bucket.node;
  if (!(defaultChild instanceof CfnBucket)) throw new Error('A bucket without its resource.');
  defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}
