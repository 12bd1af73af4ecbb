import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { stageNamed } from '../../infra/stages/stages.ts';
import { resourcesOf, statementsOf } from './resources.ts';
import { WORKPLACE, production, synthesise } from './stage-templates.ts';

const domain = {
  name: 'zielvereinbarungen.behoerde.example',
  certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1',
};
const { portal, stacks } = synthesise({ ...production, domain });

describe('the portal stack', () => {
  test('shows its bucket to one distribution only, and over TLS only', () => {
    const [policy] = resourcesOf(portal, 'AWS::S3::BucketPolicy');
    const statements = statementsOf(policy?.Properties['PolicyDocument']);
    expect(statements.map(({ Effect, Action }) => [Effect, ...Action])).toEqual([
      ['Deny', 's3:*'],
      ['Allow', 's3:GetObject'],
    ]);
    expect(statements[1]?.Principal).toEqual({ Service: 'cloudfront.amazonaws.com' });
    portal.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });

  test('leads to https and speaks TLS 1.2 or newer under its own name', () => {
    portal.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({
        Aliases: [domain.name],
        ViewerCertificate: Match.objectLike({ MinimumProtocolVersion: 'TLSv1.2_2021' }),
        DefaultCacheBehavior: Match.objectLike({ ViewerProtocolPolicy: 'redirect-to-https' }),
      }),
    });
    expect(stacks.portal.portalUrl).toBe(`https://${domain.name}/`);
  });

  test('lets a page load nothing from elsewhere and nobody frame it', () => {
    portal.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: Match.objectLike({
        SecurityHeadersConfig: Match.objectLike({
          ContentSecurityPolicy: {
            ContentSecurityPolicy: Match.stringLikeRegexp("^default-src 'none'; .*frame-ancestors 'none'$"),
            Override: true,
          },
          ContentTypeOptions: { Override: true },
          StrictTransportSecurity: Match.objectLike({ AccessControlMaxAgeSec: 63_072_000 }),
        }),
      }),
    });
  });

  test('runs one function at the edge for each site, for the portal before and after the bucket', () => {
    portal.resourceCountIs('AWS::CloudFront::Function', 2);
    const [distribution, workplace] = resourcesOf(portal, 'AWS::CloudFront::Distribution');
    expect(distribution?.Properties).toMatchObject({
      DistributionConfig: {
        DefaultCacheBehavior: {
          FunctionAssociations: [{ EventType: 'viewer-request' }, { EventType: 'viewer-response' }],
        },
      },
    });
    expect(workplace?.Properties).toMatchObject({
      DistributionConfig: {
        DefaultCacheBehavior: { FunctionAssociations: [{ EventType: 'viewer-request' }] },
      },
    });
  });

  test('has only the distribution of the workplace where the Land delivers by itself', () => {
    const delivery = { by: 'none', portalUrl: 'https://www.land.example/zv/' } as const;
    const own = synthesise({ ...production, delivery });
    own.portal.resourceCountIs('AWS::CloudFront::Distribution', 1);
    expect(own.stacks.portal.portalUrl).toBe('https://www.land.example/zv/');
  });

  test('answers over plain http in the local stage only', () => {
    synthesise(stageNamed('local')).portal.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({
        DefaultCacheBehavior: Match.objectLike({ ViewerProtocolPolicy: 'allow-all' }),
      }),
    });
    expect([stageNamed('test', WORKPLACE).plainHttp, production.plainHttp]).toEqual([false, false]);
  });
});

describe('the function at the edge', () => {
  const source = readFileSync(new URL('../../infra/edge/viewer.js', import.meta.url), 'utf8');
  const ask = (uri: string): unknown =>
    runInNewContext(`${source}; handler(event)`, {
      event: { context: { eventType: 'viewer-request' }, request: { uri } },
    });
  const answer = (headers: object): unknown =>
    runInNewContext(`${source}; handler(event)`, {
      event: { context: { eventType: 'viewer-response' }, response: { statusCode: 200, headers } },
    });

  test('reads a folder as its index.html and leaves files alone', () => {
    expect(ask('/')).toEqual({ uri: '/index.html' });
    expect(ask('/zielvereinbarungen/2025/')).toEqual({ uri: '/zielvereinbarungen/2025/index.html' });
    expect(ask('/feed.atom')).toEqual({ uri: '/feed.atom' });
    expect(ask('/.well-known/security.txt')).toEqual({ uri: '/.well-known/security.txt' });
  });

  test('leads from a folder without slash to the folder', () => {
    expect(ask('/zielvereinbarungen/2025')).toMatchObject({
      statusCode: 301,
      headers: { location: { value: '/zielvereinbarungen/2025/' } },
    });
  });

  test.each([
    '//evil.example/login',
    '/\\evil.example/login',
    '/\t/evil.example/login',
    '\\/\\evil.example/login',
  ])('never leads to another host: %j', (uri) => {
    expect(ask(uri)).toMatchObject({ headers: { location: { value: '/evil.example/login/' } } });
  });

  test('answers 410 where the object says so, 200 elsewhere', () => {
    expect(answer({ 'x-amz-meta-status': { value: '410' } })).toMatchObject({ statusCode: 410 });
    expect(answer({})).toMatchObject({ statusCode: 200 });
  });
});
