import { readFileSync } from 'node:fs';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../aspects/acknowledge.ts';
import type { Stage } from '../stages.ts';

/** Key of the page for an address that never existed; publish-portal writes it with the shared files. */
export const NOT_FOUND_KEY = '404.html';

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
].join('; ');

export interface StaticPortalProps {
  readonly stage: Stage;
}

/** The public pages: a private bucket and, unless the Land delivers by itself, one distribution in front of it. */
export class StaticPortal extends Construct {
  readonly bucket: Bucket;
  readonly distribution: Distribution | undefined;

  constructor(scope: Construct, id: string, { stage }: StaticPortalProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      // CloudFront asks the bucket the way it was asked itself: TLS only would refuse the local stage's plain http
      enforceSSL: !stage.plainHttp,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(this.bucket, {
      'AwsSolutions-S1':
        'Only the distribution reads here, and visitors of a public authority are not tracked.',
    });
    if (stage.plainHttp) {
      acknowledge(this.bucket, {
        'AwsSolutions-S10': 'The local stage has no certificate that a browser trusts.',
      });
    }
    this.distribution = stage.delivery.by === 'cloudfront' ? this.deliver(stage) : undefined;
  }

  private deliver(stage: Stage): Distribution {
    const { domain } = stage;
    const distribution = new Distribution(this, 'Distribution', {
      comment: `Zielvereinbarungen ${stage.name}`,
      defaultBehavior: this.pages(stage),
      errorResponses: [403, 404].map((httpStatus) => ({
        httpStatus,
        responseHttpStatus: 404,
        responsePagePath: `/${NOT_FOUND_KEY}`,
        ttl: Duration.seconds(30),
      })),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      ...(domain === undefined
        ? {}
        : {
            domainNames: [domain.name],
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
            certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
          }),
    });
    acknowledge(distribution, {
      'AwsSolutions-CFR1': 'Public law texts are for everybody everywhere.',
      'AwsSolutions-CFR2':
        'Static files without forms or parameters; there is nothing for a web firewall to guard.',
      'AwsSolutions-CFR3':
        'Access logs hold addresses of visitors, which nobody here needs (data minimisation).',
      'AwsSolutions-CFR4':
        'Without a domain name of the stage only the CloudFront certificate exists; with one, TLS 1.2 is set.',
    });
    return distribution;
  }

  private pages({ plainHttp }: Stage): BehaviorOptions {
    const viewer = new EdgeFunction(this, 'Viewer', {
      comment: 'Folder to index.html; withdrawn to 410',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(readFileSync(new URL('../edge/viewer.js', import.meta.url), 'utf8')),
    });
    return {
      // @ts-expect-error CDK declares optional members of Bucket and IBucket differently (exactOptionalPropertyTypes)
      origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      viewerProtocolPolicy: plainHttp
        ? ViewerProtocolPolicy.ALLOW_ALL
        : ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: this.caching(),
      compress: true,
      responseHeadersPolicy: this.headers(),
      functionAssociations: [FunctionEventType.VIEWER_REQUEST, FunctionEventType.VIEWER_RESPONSE].map(
        (eventType) => ({ eventType, function: viewer }),
      ),
    };
  }

  /** As long as each object says; a minute where it says nothing. */
  private caching(): CachePolicy {
    return new CachePolicy(this, 'Caching', {
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.minutes(1),
      maxTtl: Duration.days(365),
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
    });
  }

  private headers(): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: CONTENT_SECURITY_POLICY, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          override: true,
        },
      },
      customHeadersBehavior: {
        customHeaders: [
          {
            header: 'Permissions-Policy',
            value: 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
            override: true,
          },
          { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
        ],
      },
    });
  }
}
