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
  type FunctionEventType,
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
import { acknowledge } from '../../aspects/acknowledge.ts';
import type { DomainName, Stage } from '../../stages/stages.ts';

/** How browsers are to treat one site. */
export type SiteSettings = {
  /** Says in the console what this is. */
  readonly comment: string;
  /** Public name with its certificate; default: the name that CloudFront gives. */
  readonly domain?: DomainName;
  readonly contentSecurityPolicy: readonly string[];
  readonly permissionsPolicy: string;
  /** File in infra/edge that runs in front of the bucket and, where it looks at answers, behind it. */
  readonly viewer: {
    readonly file: string;
    readonly comment: string;
    readonly events: readonly FunctionEventType[];
  };
  /** Key of the page for an address that never existed. Default: none, because every address is the same page. */
  readonly notFoundKey?: string;
};

export interface StaticSiteProps {
  readonly stage: Stage;
  readonly settings: SiteSettings;
  /** Whether CloudFront delivers. Default: yes. */
  readonly isDelivered?: boolean;
}

/** Files for browsers: a private bucket and one distribution in front of it. */
export class StaticSite extends Construct {
  readonly bucket: Bucket;
  readonly distribution: Distribution | undefined;
  readonly #settings: SiteSettings;

  constructor(scope: Construct, id: string, { stage, settings, isDelivered = true }: StaticSiteProps) {
    super(scope, id);
    this.#settings = settings;
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
    this.distribution = isDelivered ? this.deliver(stage) : undefined;
  }

  private deliver(stage: Stage): Distribution {
    const { domain, comment, notFoundKey } = this.#settings;
    const distribution = new Distribution(this, 'Distribution', {
      comment: `${comment} ${stage.name}`,
      defaultBehavior: this.pages(stage),
      ...(notFoundKey !== undefined && { errorResponses: notFoundPages(notFoundKey) }),
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
    const { file, comment, events } = this.#settings.viewer;
    const viewer = new EdgeFunction(this, 'Viewer', {
      comment,
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(readFileSync(new URL(`../../edge/${file}`, import.meta.url), 'utf8')),
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
      functionAssociations: events.map((eventType) => ({ eventType, function: viewer })),
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
        contentSecurityPolicy: {
          contentSecurityPolicy: this.#settings.contentSecurityPolicy.join('; '),
          override: true,
        },
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
            value: this.#settings.permissionsPolicy,
            override: true,
          },
          { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
        ],
      },
    });
  }
}

function notFoundPages(key: string) {
  return [403, 404].map((httpStatus) => ({
    httpStatus,
    responseHttpStatus: 404,
    responsePagePath: `/${key}`,
    ttl: Duration.seconds(30),
  }));
}
