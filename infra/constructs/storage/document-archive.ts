import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../../aspects/acknowledge.ts';
import type { ArchivedKind } from '../../../shared/domain/archive-key.ts';
import type { Retention } from '../../../shared/domain/retention.ts';

export interface DocumentArchiveProps {
  /** Lock that every version gets, also one that was written without a date of its own. */
  readonly retention: Retention;
  /** The one role that may delete. Default: nobody. */
  readonly breakGlassRoleArn?: string;
}

/**
 * The archive of signed papers: versioned, locked, put if absent, TLS only, never public. SSE-S3 on purpose:
 * a customer key that somebody can delete would take the proof with it.
 */
export class DocumentArchive extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { retention, breakGlassRoleArn }: DocumentArchiveProps) {
    super(scope, id);
    const days = Duration.days(retention.days);
    this.bucket = new Bucket(this, 'Bucket', {
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention:
        retention.lockMode === 'COMPLIANCE'
          ? ObjectLockRetention.compliance(days)
          : ObjectLockRetention.governance(days),
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NobodyDeletes',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: [
          's3:DeleteObject',
          's3:DeleteObjectVersion',
          's3:PutBucketVersioning',
          's3:BypassGovernanceRetention',
        ],
        resources: [this.bucket.bucketArn, this.bucket.arnForObjects('*')],
        ...(breakGlassRoleArn === undefined
          ? {}
          : { conditions: { ArnNotEquals: { 'aws:PrincipalArn': breakGlassRoleArn } } }),
      }),
    );
    // Also a role of ours cannot put something over an archived key; what lies there stays the newest.
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OnlyWhereNothingLies',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects('*')],
        conditions: { Null: { 's3:if-none-match': 'true' } },
      }),
    );
    acknowledge(this.bucket, {
      'AwsSolutions-S1':
        'Who reads the archive is recorded by CloudTrail data events of the account, not by server logs.',
    });
  }

  /** All PDFs of a kind, for the policy of a role. */
  allOf(kind: ArchivedKind): string {
    return this.bucket.arnForObjects(`*/${kind}/*`);
  }
}
