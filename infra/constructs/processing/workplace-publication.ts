import { Duration } from 'aws-cdk-lib';
import { Trigger } from 'aws-cdk-lib/triggers';
import { Construct } from 'constructs';
import type { Environment } from '../../../functions/publish-workplace/environment.ts';
import type { Addresses } from '../../stages/addresses.ts';
import { type Foundation, workplaceFlags } from '../functions/foundation.ts';
import { NodeFunction } from '../functions/node-function.ts';
import type { StaffDoor } from '../staff/staff-door.ts';
import type { StaffWorkplace } from '../sites/staff-workplace.ts';

export interface WorkplacePublicationProps extends Foundation {
  readonly door: StaffDoor;
  readonly addresses: Addresses;
  readonly workplace: StaffWorkplace;
  readonly workplaceUrl: string;
}

/** Puts the workplace's files where browsers find them, with the addresses of this stage, at every deployment that changes one of them. */
export class WorkplacePublication extends Construct {
  readonly worker: NodeFunction<Environment>;

  constructor(scope: Construct, id: string, props: WorkplacePublicationProps) {
    super(scope, id);
    const { context, door, staff, inbox, addresses, workplace, workplaceUrl, portalUrl } = props;
    this.worker = new NodeFunction<Environment>(this, 'PublishWorkplace', {
      context,
      name: 'publish-workplace',
      timeout: Duration.seconds(60),
      environment: {
        WORKPLACE_BUCKET: workplace.bucket.bucketName,
        WORKPLACE_URL: workplaceUrl,
        PORTAL_URL: portalUrl,
        API_URL: addresses.api(door.api),
        ISSUER: staff.issuer,
        SIGN_IN_URL: addresses.signIn(staff.signInUrl),
        CLIENT_ID: staff.client.userPoolClientId,
        BUCKET_ORIGIN: addresses.bucket(inbox.bucket),
        EVENT_PREFIX: context.stage.eventPrefix,
        ...workplaceFlags(context),
      },
    });
    this.worker.allow(['s3:PutObject'], [workplace.bucket.arnForObjects('*')]);
    new Trigger(this, 'AtDeployment', {
      handler: this.worker.fn,
      timeout: Duration.minutes(2),
    });
  }
}
