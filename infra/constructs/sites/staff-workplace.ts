import { FunctionEventType } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import type { Stage } from '../../stages/stages.ts';
import { StaticSite } from './static-site.ts';

/**
 * What the page itself states exactly: with whom it talks is known only after everything is rolled out, so
 * publish-workplace writes it into the page. This header holds where a page cannot speak for itself.
 */
const CONTENT_SECURITY_POLICY = [
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

export interface StaffWorkplaceProps {
  readonly stage: Stage;
}

/** The files of the staff workplace; each of its addresses is the one page, which finds its way by itself. */
export class StaffWorkplace extends StaticSite {
  constructor(scope: Construct, id: string, { stage }: StaffWorkplaceProps) {
    super(scope, id, {
      stage,
      settings: {
        comment: 'Zielvereinbarungen, Arbeitsplatz',
        ...(stage.workplaceDomain !== undefined && { domain: stage.workplaceDomain }),
        contentSecurityPolicy: CONTENT_SECURITY_POLICY,
        permissionsPolicy: 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
        viewer: {
          file: 'workplace-viewer.js',
          comment: 'Every address of the workplace is its one page',
          events: [FunctionEventType.VIEWER_REQUEST],
        },
      },
    });
  }
}
