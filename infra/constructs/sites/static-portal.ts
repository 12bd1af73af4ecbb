import { FunctionEventType } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { NOT_FOUND_PATH } from '../../../shared/portal/not-found-path.ts';
import type { Stage } from '../../stages/stages.ts';
import { StaticSite } from './static-site.ts';

/** The pages carry their style inside, so that one request shows them; nothing else is allowed in. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

export interface StaticPortalProps {
  readonly stage: Stage;
}

/** The public pages; undelivered where the Land's own web server hands them out. */
export class StaticPortal extends StaticSite {
  constructor(scope: Construct, id: string, { stage }: StaticPortalProps) {
    super(scope, id, {
      stage,
      isDelivered: stage.delivery.by === 'cloudfront',
      settings: {
        comment: 'Zielvereinbarungen',
        ...(stage.domain !== undefined && { domain: stage.domain }),
        contentSecurityPolicy: CONTENT_SECURITY_POLICY,
        permissionsPolicy: 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
        notFoundKey: NOT_FOUND_PATH,
        viewer: {
          file: 'viewer.js',
          comment: 'Folder to index.html; withdrawn to 410',
          events: [FunctionEventType.VIEWER_REQUEST, FunctionEventType.VIEWER_RESPONSE],
        },
      },
    });
  }
}
