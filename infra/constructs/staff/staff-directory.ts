import { Aws, Duration, RemovalPolicy, SecretValue, Stack } from 'aws-cdk-lib';
import {
  CfnUserPoolClient,
  CfnUserPoolGroup,
  Mfa,
  OAuthScope,
  ProviderAttribute,
  ResourceServerScope,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolIdentityProviderOidc,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { type Role, SEND_SCOPE } from '../../../shared/domain/access.ts';
import { sourceWithKey } from '../../../shared/domain/senders.ts';
import { acknowledge } from '../../aspects/acknowledge.ts';
import type { Sender } from '../../stages/senders.ts';
import { type Stage, workplaceOrigins } from '../../stages/stages.ts';

/** Roles of staff; a Kreis adds its own group `ags-<five digits>` when its first user is created. */
const GROUPS: Readonly<Record<Role, string>> = {
  land: 'Fachreferat des Landes',
  kommune: 'Landkreis oder kreisfreie Stadt, mit einer Gruppe ags-<Schlüssel>',
  pruefung: 'Zweite Prüfung und Klärungsstelle',
  archiv: 'Aufbewahrung und Sperren',
  revision: 'Liest alles',
};

/** The scope of systems in the two parts under which the user pool has it. */
const [EVENTS = '', SEND = ''] = SEND_SCOPE.split('/');

/** An app client of another authority and the only source that it speaks for. */
export type SystemClient = {
  readonly name: string;
  readonly source: string;
  readonly ags?: string;
  readonly sender: Sender;
  readonly client: UserPoolClient;
  readonly isClosed: boolean;
};

export interface StaffDirectoryProps {
  readonly stage: Stage;
}

/** Who signs in, with short access tokens that carry role and ags as groups (d-16). */
export class StaffDirectory extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  private provider: UserPoolIdentityProviderOidc | undefined;
  /** App clients of authorities without an AWS account, the closed ones too. */
  readonly systems: readonly SystemClient[];
  /** Where people sign in and systems get their tokens, without trailing slash. */
  readonly signInUrl: string;

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
      ...(stage.passwordSignIn && { authFlows: { userPassword: true } }),
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.hours(10),
      // each renewal gives another one; the time is for an answer that was lost on its way
      refreshTokenRotationGracePeriod: Duration.minutes(1),
      ...signInPage(stage),
      supportedIdentityProviders: [this.addProvider(stage)],
    });
    if (!stage.passwordSignIn) allow(this.client, NO_FLOW);
    const { provider } = this;
    if (provider !== undefined) this.client.node.addDependency(provider);
    for (const [groupName, description] of Object.entries(GROUPS)) {
      new CfnUserPoolGroup(this, `Group-${groupName}`, {
        userPoolId: this.pool.userPoolId,
        groupName,
        description,
      });
    }
    this.systems = this.addSystems(stage);
    this.signInUrl = this.addSignInUrl(stage);
    acknowledge(this.pool, {
      'AwsSolutions-COG2':
        'Staff sign in with a second factor in every stage but the local one, whose users are made up.',
      'AwsSolutions-COG3':
        'Threat protection scores the behaviour of staff, which needs the consent of the staff council.',
      'AwsSolutions-COG8':
        'The paid plan is a decision of the authority; nothing here depends on its features.',
    });
  }

  /** Who says who somebody is: the Land's own provider where the stage names one, and then nobody else. */
  private addProvider({ identityProvider }: Stage): UserPoolClientIdentityProvider {
    if (identityProvider === undefined) return UserPoolClientIdentityProvider.COGNITO;
    const { name, issuer, clientId, secretName } = identityProvider;
    this.provider = new UserPoolIdentityProviderOidc(this, 'Provider', {
      userPool: this.pool,
      name,
      issuerUrl: issuer,
      clientId,
      clientSecret: SecretValue.secretsManager(secretName, { jsonField: 'clientSecret' }).unsafeUnwrap(),
      scopes: ['openid', 'email'],
      attributeMapping: { email: ProviderAttribute.other('email') },
    });
    return UserPoolClientIdentityProvider.custom(name);
  }

  /** One app client per authority: a secret of its own, tokens for 15 minutes, one scope, no person. */
  private addSystems({ senders }: Stage): readonly SystemClient[] {
    const wanted = senders.flatMap((sender) => (sender.clients ?? []).map((client) => ({ sender, client })));
    if (wanted.length === 0) return [];
    const scope = new ResourceServerScope({ scopeName: SEND, scopeDescription: 'Send own events' });
    const server = this.pool.addResourceServer('Events', { identifier: EVENTS, scopes: [scope] });
    return wanted.map(({ sender, client: { name, ags, closed = false } }) => {
      const client = this.pool.addClient(`System-${name}`, {
        userPoolClientName: name,
        generateSecret: true,
        oAuth: { flows: { clientCredentials: true }, scopes: [OAuthScope.resourceServer(server, scope)] },
        accessTokenValidity: Duration.minutes(15),
        enableTokenRevocation: true,
        preventUserExistenceErrors: true,
      });
      allow(client, REFRESHING);
      const source = sourceWithKey(sender.source, ags);
      return { name, sender, source, ...(ags !== undefined && { ags }), client, isClosed: closed };
    });
  }

  /** Tokens are given out under a domain of the pool; the account makes it unique. */
  private addSignInUrl({ name }: Stage): string {
    const domainPrefix = `zielvereinbarungen-${name}-${Aws.ACCOUNT_ID}`;
    return this.pool.addDomain('Domain', { cognitoDomain: { domainPrefix } }).baseUrl();
  }

  /** The systems that the door lets in. */
  get openSystems(): readonly SystemClient[] {
    return this.systems.filter(({ isClosed }) => !isClosed);
  }

  /** Written out, because it is the `iss` of every token and has to be equal letter by letter. */
  get issuer(): string {
    return `https://cognito-idp.${Stack.of(this).region}.amazonaws.com/${this.pool.userPoolId}`;
  }
}

/** A flow that nobody can finish: it asks for functions of the pool, and the pool has none. */
const NO_FLOW = 'ALLOW_CUSTOM_AUTH';
/** What Cognito asks every client for whose refresh tokens do not rotate, and refuses of those whose do. */
const REFRESHING = 'ALLOW_REFRESH_TOKEN_AUTH';

/**
 * Without a list of its own, a client lets people sign in by SRP, past the sign-in page and so past the Land's own
 * provider; an empty list counts as none. With this one nobody gets a token but through the OAuth flows of the client.
 */
function allow({ node }: UserPoolClient, flow: string): void {
  const { defaultChild } = node;
  if (!(defaultChild instanceof CfnUserPoolClient)) throw new Error('An app client is one resource.');
  defaultChild.explicitAuthFlows = [flow];
}

/** The code flow with PKCE: a client without secret gets no token without the verifier (RFC 7636). */
function signInPage(stage: Stage) {
  const addresses = returnAddresses(stage);
  if (addresses.length === 0) return { disableOAuth: true };
  return {
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
      callbackUrls: [...addresses],
      logoutUrls: [...addresses],
    },
  };
}

/** The local stage knows its address only when it is rolled out, and puts it in then. */
function returnAddresses(stage: Stage): readonly string[] {
  if (stage.plainHttp) return ['http://localhost/'];
  return workplaceOrigins(stage).map((origin) => `${origin}/`);
}
