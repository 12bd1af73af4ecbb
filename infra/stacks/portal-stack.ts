import { CfnOutput, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { StaticPortal } from '../constructs/static-portal.ts';
import type { Stage } from '../stages.ts';

export interface PortalStackProps extends StackProps {
  readonly stage: Stage;
  /**
   * Public address where it is not that of the stage: the local stage's port is known at deployment only.
   * `<label>` stands for the first part of the distribution's name.
   */
  readonly portalUrl?: string;
}

/** What the public reads; every byte can be built again from the log. */
export class PortalStack extends Stack {
  readonly portal: StaticPortal;
  /** Public base address with trailing slash. */
  readonly portalUrl: string;

  constructor(scope: Construct, id: string, props: PortalStackProps) {
    super(scope, id, props);
    this.portal = new StaticPortal(this, 'Portal', { stage: props.stage });
    this.portalUrl = addressOf(this.portal, props);

    new CfnOutput(this, 'PortalBucket', { value: this.portal.bucket.bucketName });
    new CfnOutput(this, 'PortalUrl', { value: this.portalUrl });
  }
}

function addressOf({ distribution }: StaticPortal, { portalUrl, stage }: PortalStackProps): string {
  const { delivery, domain } = stage;
  if (delivery.by === 'none') return delivery.portalUrl;
  if (domain !== undefined) return `https://${domain.name}/`;
  if (distribution === undefined) throw new Error('A portal without delivery and without address.');
  if (portalUrl === undefined) return `https://${distribution.distributionDomainName}/`;
  const label = Fn.select(0, Fn.split('.', distribution.distributionDomainName));
  return portalUrl.replace('<label>', label);
}
