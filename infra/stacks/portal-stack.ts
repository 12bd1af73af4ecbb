import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { StaffWorkplace } from '../constructs/sites/staff-workplace.ts';
import { StaticPortal } from '../constructs/sites/static-portal.ts';
import type { StaticSite } from '../constructs/sites/static-site.ts';
import type { Addresses } from '../stages/addresses.ts';
import type { DomainName, Stage } from '../stages/stages.ts';

export interface PortalStackProps extends StackProps {
  readonly stage: Stage;
  readonly addresses: Addresses;
}

/** What browsers read: public pages, whose every byte can be built again from the log, and the staff workplace. */
export class PortalStack extends Stack {
  readonly portal: StaticPortal;
  /** Public base address with trailing slash. */
  readonly portalUrl: string;
  readonly workplace: StaffWorkplace;
  /** Base address of the staff workplace with trailing slash. */
  readonly workplaceUrl: string;

  constructor(scope: Construct, id: string, props: PortalStackProps) {
    super(scope, id, props);
    this.portal = new StaticPortal(this, 'Portal', { stage: props.stage });
    const { delivery, domain, workplaceDomain } = props.stage;
    this.portalUrl = delivery.by === 'none' ? delivery.portalUrl : this.addressOf(this.portal, domain, props);
    this.workplace = new StaffWorkplace(this, 'Workplace', { stage: props.stage });
    this.workplaceUrl = this.addressOf(this.workplace, workplaceDomain, props);

    new CfnOutput(this, 'PortalBucket', { value: this.portal.bucket.bucketName });
    new CfnOutput(this, 'PortalUrl', { value: this.portalUrl });
    new CfnOutput(this, 'WorkplaceUrl', { value: this.workplaceUrl });
  }

  private addressOf(
    { distribution }: StaticSite,
    domain: DomainName | undefined,
    { addresses }: PortalStackProps,
  ) {
    if (domain !== undefined) return `https://${domain.name}/`;
    if (distribution === undefined) throw new Error('A site without delivery and without address.');
    return addresses.site(distribution);
  }
}
