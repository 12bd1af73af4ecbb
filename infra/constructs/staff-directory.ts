import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnUserPoolGroup, Mfa, OAuthScope, UserPool, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { acknowledge } from '../aspects/acknowledge.ts';
import type { Stage } from '../stages.ts';

/** Roles of staff; a Kreis adds its own group `ags-<five digits>` when its first user is created. */
const ROLES = {
  land: 'Fachreferat des Landes',
  kommune: 'Landkreis oder kreisfreie Stadt, mit einer Gruppe ags-<Schlüssel>',
  pruefung: 'Zweite Prüfung und Klärungsstelle',
  archiv: 'Aufbewahrung und Sperren',
  revision: 'Liest alles',
} as const;

export interface StaffDirectoryProps {
  readonly stage: Stage;
}

/** Who signs in, with short access tokens that carry role and ags as groups (d-16). */
export class StaffDirectory extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, { stage }: StaffDirectoryProps) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      mfa: stage.passwordSignIn ? Mfa.OFF : Mfa.REQUIRED,
      mfaSecondFactor: { sms: false, otp: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.client = this.pool.addClient('Workplace', {
      authFlows: stage.passwordSignIn ? { userPassword: true } : { userSrp: true },
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.hours(10),
      ...signInPage(stage),
    });
    for (const [groupName, description] of Object.entries(ROLES)) {
      new CfnUserPoolGroup(this, `Group-${groupName}`, {
        userPoolId: this.pool.userPoolId,
        groupName,
        description,
      });
    }
    acknowledge(this.pool, {
      'AwsSolutions-COG2':
        'Staff sign in with a second factor in every stage but the local one, whose users are made up.',
      'AwsSolutions-COG3':
        'Threat protection scores the behaviour of staff, which needs the consent of the staff council.',
      'AwsSolutions-COG8':
        'The paid plan is a decision of the authority; nothing here depends on its features.',
    });
  }

  /** Written out, because it is the `iss` of every token and has to be equal letter by letter. */
  get issuer(): string {
    return `https://cognito-idp.${Stack.of(this).region}.amazonaws.com/${this.pool.userPoolId}`;
  }
}

function signInPage({ workplaceOrigins, passwordSignIn }: Stage) {
  if (passwordSignIn || workplaceOrigins.length === 0) return { disableOAuth: true };
  return {
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
      callbackUrls: workplaceOrigins.map((origin) => `${origin}/`),
      logoutUrls: workplaceOrigins.map((origin) => `${origin}/`),
    },
  };
}
