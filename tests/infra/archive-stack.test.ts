import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { stageNamed } from '../../infra/stages/stages.ts';
import { INBOX_DAYS } from '../../shared/scan-gate/rules/limits.ts';
import { referencesIn, resourcesOf, statementsOf } from './resources.ts';
import { WORKPLACE, production, synthesise } from './stage-templates.ts';

const { archive, stacks } = synthesise(production);

describe('the archive stack', () => {
  test('keeps every store when it is deleted and when a store would be replaced', () => {
    const stores = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool'].flatMap((type) =>
      resourcesOf(archive, type),
    );
    expect(stores).toHaveLength(4);
    for (const { DeletionPolicy, UpdateReplacePolicy } of stores) {
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
    }
    expect(stacks.archive.terminationProtection).toBe(true);
  });

  test('makes the key of accounts once: it is kept, and nothing changes that would make another one', () => {
    const [secret, ...others] = resourcesOf(archive, 'AWS::SecretsManager::Secret');
    expect(others).toEqual([]);
    // CloudFormation makes a new value where the id or these properties change: repeats and four eyes would end.
    expect(secret).toMatchObject({
      id: 'AccountKeySecretCF3010AD',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
    const { Tags: _, ...properties } = secret?.Properties ?? {};
    expect(properties).toEqual({
      Description: 'Zielvereinbarungen: key of the pseudonyms of accounts. Never rotated, never replaced.',
      GenerateSecretString: { ExcludePunctuation: true, PasswordLength: 64 },
    });
    expect(resourcesOf(archive, 'AWS::SecretsManager::RotationSchedule')).toEqual([]);
  });

  test('gives a system a secret, one scope and a token for 15 minutes, and no way to sign in as a person', () => {
    archive.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      ClientName: 'kreis-06533',
      GenerateSecret: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: [{ 'Fn::Join': ['', [{ Ref: 'StaffPoolEvents47B1935E' }, '/send']] }],
      AccessTokenValidity: 15,
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
    });
  });

  test('says where people sign in and systems get their tokens, also where there is no system', () => {
    const [output] = Object.values(archive.findOutputs('TokenUrl'));
    expect(JSON.stringify(output)).toMatch(
      /https:\/\/.*StaffPoolDomain.*\.auth\..*\.amazoncognito\.com\/oauth2\/token/u,
    );
    expect(synthesise({ ...production, senders: [] }).archive.findOutputs('TokenUrl')).not.toEqual({});
  });

  test('sends people to the identity provider of the Land where the stage names one, and nowhere else', () => {
    const identityProvider = {
      name: 'Land',
      issuer: 'https://idp.land.example',
      clientId: 'zielvereinbarungen',
      secretName: 'zielvereinbarungen/idp',
    };
    const own = synthesise({ ...production, identityProvider }).archive;
    own.hasResourceProperties('AWS::Cognito::UserPoolIdentityProvider', {
      ProviderType: 'OIDC',
      ProviderDetails: { oidc_issuer: identityProvider.issuer, authorize_scopes: 'openid email' },
    });
    own.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      CallbackURLs: ['https://arbeitsplatz.behoerde.example/'],
      SupportedIdentityProviders: ['Land'],
    });
    expect(JSON.stringify(own.toJSON())).toContain('{{resolve:secretsmanager:zielvereinbarungen/idp:');
  });

  test('never changes the logical ids of its stores, because CloudFormation would make new, empty ones', () => {
    const ids = [
      'AWS::DynamoDB::Table',
      'AWS::S3::Bucket',
      'AWS::Cognito::UserPool',
      'AWS::Cognito::UserPoolClient',
    ];
    expect(ids.flatMap((type) => resourcesOf(archive, type).map(({ id }) => id))).toEqual([
      'LogTable81E80B89',
      'ArchiveBucket49F1AC64',
      'InboxBucket1EDE8E4F',
      'StaffPool8CA90F24',
      'StaffPoolWorkplace487A5D7B',
      'StaffPoolSystemkreis0653369EAEE92',
    ]);
  });

  test('has one table with the shared key names, streamed, on demand, restorable for 35 days, protected', () => {
    archive.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'PK', KeyType: 'HASH' },
        { AttributeName: 'SK', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
      DeletionProtectionEnabled: true,
      TimeToLiveSpecification: Match.absent(),
    });
  });

  test('locks the archive for the period of the stage', () => {
    archive.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 10_958 } },
      },
      VersioningConfiguration: { Status: 'Enabled' },
    });
  });

  test('encrypts every bucket and keeps it from the public', () => {
    for (const { Properties } of resourcesOf(archive, 'AWS::S3::Bucket')) {
      expect(Properties).toMatchObject({
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      });
    }
  });

  test('refuses every bucket access without TLS', () => {
    const policies = resourcesOf(archive, 'AWS::S3::BucketPolicy');
    expect(policies).toHaveLength(2);
    for (const { Properties } of policies) {
      expect(statementsOf(Properties['PolicyDocument'])).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Action: ['s3:*'],
          Principal: { AWS: '*' },
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
    }
  });

  test('lets nobody delete in the archive but the break-glass role', () => {
    expect(guardOf(archive)).toMatchObject({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: [
        's3:BypassGovernanceRetention',
        's3:DeleteObject',
        's3:DeleteObjectVersion',
        's3:PutBucketVersioning',
      ],
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': production.breakGlassRoleArn } },
    });
  });

  test('lets nobody at all delete in the archive where no break-glass role is named', () => {
    const guard = guardOf(synthesise(stageNamed('local')).archive);
    expect(guard).toMatchObject({ Effect: 'Deny', Principal: { AWS: '*' } });
    expect(guard).not.toHaveProperty('Condition');
  });

  test('takes nothing into the archive that was not put on condition that nothing lies there', () => {
    const statements = resourcesOf(archive, 'AWS::S3::BucketPolicy').flatMap(({ Properties }) =>
      statementsOf(Properties['PolicyDocument']),
    );
    const [guard] = statements.filter(({ Sid }) => Sid === 'OnlyWhereNothingLies');
    expect(guard).toMatchObject({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: ['s3:PutObject'],
      Condition: { Null: { 's3:if-none-match': 'true' } },
    });
    expect(referencesIn(guard?.Resource)).toEqual(['ArchiveBucket49F1AC64']);
  });

  test('forgets uploads after the days that the functions count on and announces each to EventBridge without a helper function', () => {
    archive.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: [
          {
            Status: 'Enabled',
            ExpirationInDays: INBOX_DAYS,
            NoncurrentVersionExpiration: { NoncurrentDays: INBOX_DAYS },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
          },
        ],
      },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    archive.resourceCountIs('AWS::Lambda::Function', 0);
  });

  test('signs staff in with a second factor and short tokens; passwords alone only in the local stage', () => {
    const client = {
      AccessTokenValidity: 15,
      TokenValidityUnits: Match.objectLike({ AccessToken: 'minutes' }),
    };
    archive.hasResourceProperties('AWS::Cognito::UserPool', { MfaConfiguration: 'ON' });
    archive.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      ...client,
      GenerateSecret: false,
      ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH'],
    });
    synthesise(stageNamed('local')).archive.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      ...client,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
    });
  });

  test('signs nobody in past the sign-in page, in every stage but the local one', () => {
    for (const { Properties } of resourcesOf(archive, 'AWS::Cognito::UserPoolClient')) {
      const isSystem = Properties['GenerateSecret'] === true;
      const flows = isSystem ? ['ALLOW_REFRESH_TOKEN_AUTH'] : ['ALLOW_CUSTOM_AUTH'];
      expect(Properties['ExplicitAuthFlows']).toEqual(flows);
    }
    // a custom flow ends nowhere without functions of the pool
    for (const { Properties } of resourcesOf(archive, 'AWS::Cognito::UserPool'))
      expect(Properties).not.toHaveProperty('LambdaConfig');
  });

  test.each(['local', 'test', 'prod'])(
    'of the stage %s gives a new refresh token with every renewal',
    (name) => {
      const retention = { retentionYears: '30', lockMode: 'GOVERNANCE', ...WORKPLACE };
      const { archive: template } = synthesise(stageNamed(name, name === 'local' ? {} : retention));
      const people = resourcesOf(template, 'AWS::Cognito::UserPoolClient').filter(
        ({ Properties }) => Properties['GenerateSecret'] === false,
      );
      expect(people).toHaveLength(1);
      for (const { Properties } of people) {
        expect(Properties['RefreshTokenRotation']).toEqual({
          Feature: 'ENABLED',
          RetryGracePeriodSeconds: 60,
        });
        // the pool refuses a client that has both
        expect(Properties['ExplicitAuthFlows']).not.toContain('ALLOW_REFRESH_TOKEN_AUTH');
        expect(Properties).toMatchObject({ EnableTokenRevocation: true, RefreshTokenValidity: 600 });
      }
    },
  );

  test('knows the roles of staff as groups', () => {
    const groups = resourcesOf(archive, 'AWS::Cognito::UserPoolGroup').map(
      ({ Properties }) => Properties['GroupName'],
    );
    expect(groups).toEqual(['land', 'kommune', 'pruefung', 'archiv', 'revision']);
  });
});

function guardOf(template: typeof archive) {
  return resourcesOf(template, 'AWS::S3::BucketPolicy')
    .flatMap(({ Properties }) => statementsOf(Properties['PolicyDocument']))
    .find(({ Sid }) => Sid === 'NobodyDeletes');
}
