import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DEFAULT_PREFIX } from '../../events/wire-type.ts';
import { LOCK_MODES, type Retention } from '../../shared/domain/retention.ts';
import { REGION } from '../stack-names.ts';
import { refuse } from './refusal.ts';
import type { Sender } from './senders.ts';
import { refuseUnfitSenders } from './unfit-senders.ts';

/** A system that hears what is recorded; by default every fact and notice, in a queue of its own in our account. */
export type Subscriber = {
  /** Kebab-case, unique in the stage. */
  readonly name: string;
  /** Event types without prefix and version; default all. With a choice, gaps in `sequence` are no losses. */
  readonly types?: readonly string[];
  /** Beginnings of subjects, `AQB-2025-` or `AQB-2025-06533`; default all. */
  readonly subjects?: readonly string[];
  /** A standard queue of another account in the same region; its own policy has to admit our delivery role. */
  readonly queueArn?: string;
  /** Role of another account that may read the queue in ours. */
  readonly readerRoleArn?: string;
};

/** Everything that differs between the stages; what is missing here is the same everywhere. */
export type Stage = {
  readonly name: StageName;
  readonly region: string;
  /** First part of every event type on the wire. */
  readonly eventPrefix: string;
  readonly senders: readonly Sender[];
  readonly subscribers: readonly Subscriber[];
  readonly retention: Retention;
  /** Minutes between conclusion and publication in which staff can hold. */
  readonly undoWindowMinutes: number;
  /** Nothing is published before this day, `YYYY-MM-DD`; for a common start of all. */
  readonly publishNotBefore?: string;
  /** Public name of the portal. Default: the name that CloudFront gives. */
  readonly domain?: DomainName;
  /** Public name of the staff workplace, where people sign in. Only the local stage does without. */
  readonly workplaceDomain?: DomainName;
  /** `cloudfront`, or `none`: the Land's own web server delivers the portal objects. */
  readonly delivery: Delivery;
  /** The Land's own identity provider; people sign in there. Default: the accounts of the user pool. */
  readonly identityProvider?: IdentityProvider;
  /**
   * Scans that each side may announce for one Gebietskoerperschaft and day in Europe/Berlin: nobody fills the archive,
   * which keeps for decades what came in.
   */
  readonly uploadsPerDay: number;
  /** Whether another person confirms what somebody uploaded: the uploader's own confirmation is refused (H22). */
  readonly fourEyes: boolean;
  /** Password sign-in without a browser: only where nobody real signs in. */
  readonly passwordSignIn: boolean;
  /** Pages also over plain http: the local stage has no certificate that a browser trusts. */
  readonly plainHttp: boolean;
  /** How long the functions' logs are kept. */
  readonly logRetention: RetentionDays;
  /** The service's own tracing; the bundles carry no tracer. */
  readonly tracing: boolean;
  /** Mail address that hears the alarms. */
  readonly alarmAddress?: string;
  /** Address that mails to staff come from; its domain is verified in SES. Default: no mail is sent. */
  readonly mailSender?: string;
  /** Name shown beside that address. Default: Zielvereinbarungen. */
  readonly mailSenderName?: string;
  /** Address that answers to mails go to, and that mails name. Default: the sender's, and mails say that nobody reads it. */
  readonly mailReplyTo?: string;
  /** The one role that may delete in the archive, with MFA, under supervision. */
  readonly breakGlassRoleArn?: string;
  /** The one role of this account that may send dead letters back, under supervision. Default: nobody. */
  readonly operatorRole?: OperatorRole;
};

/**
 * While it is named here, `internal` admits it, and record-event believes it for whom it sends something back:
 * what others said is judged as theirs, its own words as those of anybody.
 */
export type OperatorRole = {
  readonly arn: string;
  /** Unique id (AROA…), which SQS states as SenderId. */
  readonly id: string;
};

/**
 * An OpenID provider of the Land that stands behind the user pool. It says who somebody is; roles and keys stay
 * groups of the user pool, which an administrator gives after the first sign-in.
 */
export type IdentityProvider = {
  /** Shown on the sign-in page; changing it makes other accounts. */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Secret of the client in AWS Secrets Manager, as JSON with `clientSecret`. */
  readonly secretName: string;
};

/** A name of the authority with its certificate, which CloudFront reads from us-east-1. */
export type DomainName = { readonly name: string; readonly certificateArn: string };

export type StageName = 'local' | 'test' | 'prod';

export type Delivery =
  | { readonly by: 'cloudfront' }
  | { readonly by: 'none'; /** Public address with trailing slash. */ readonly portalUrl: string };

/** A stage as written here: production has no retention of its own, the authority states it (d-11). */
type StageDraft = Omit<Stage, 'retention'> & { readonly retention?: Retention };

/** What the command line may add, `-c retentionYears=30 -c lockMode=GOVERNANCE` and so on. */
export type StageOverrides = {
  readonly retentionYears?: string;
  readonly lockMode?: string;
  readonly workplaceDomain?: string;
  /** ARN of its certificate in us-east-1. */
  readonly workplaceCertificate?: string;
};

/** A Fachverfahren, a Bewilligungsstelle and every Kreis for itself: the made-up senders of the local stage. */
const LOCAL_SENDERS: readonly Sender[] = [
  {
    source: 'https://hmsi.example/fachverfahren',
    voice: 'land',
    types: ['*'],
    clients: [{ name: 'hmsi-fachverfahren' }],
  },
  {
    source: 'https://rp-kassel.example/foerderung',
    voice: 'bewilligungsstelle',
    types: ['*'],
    clients: [{ name: 'rp-kassel-foerderung' }],
  },
  {
    source: 'https://kreis.example/<ags>',
    voice: 'kommune',
    types: ['*'],
    clients: [
      { name: 'kreis-06533', ags: '06533' },
      { name: 'kreis-06531', ags: '06531' },
    ],
  },
];

const COMMON = {
  region: REGION,
  eventPrefix: DEFAULT_PREFIX,
  delivery: { by: 'cloudfront' },
  uploadsPerDay: 200,
} as const;

const DRAFTS: Readonly<Record<StageName, StageDraft>> = {
  local: {
    ...COMMON,
    name: 'local',
    senders: LOCAL_SENDERS,
    // Nobody's archive: whole collections of files are tried here in one day.
    uploadsPerDay: 3000,
    subscribers: [{ name: 'subscriber' }],
    retention: { days: 1, lockMode: 'GOVERNANCE' },
    undoWindowMinutes: 0,
    mailSender: 'post@zielvereinbarungen.example',
    fourEyes: false,
    passwordSignIn: true,
    plainHttp: true,
    logRetention: RetentionDays.ONE_WEEK,
    tracing: false,
  },
  test: {
    ...COMMON,
    name: 'test',
    senders: [],
    subscribers: [],
    retention: { days: 1, lockMode: 'GOVERNANCE' },
    undoWindowMinutes: 5,
    fourEyes: false,
    passwordSignIn: false,
    plainHttp: false,
    logRetention: RetentionDays.ONE_MONTH,
    tracing: true,
  },
  prod: {
    ...COMMON,
    name: 'prod',
    senders: [],
    subscribers: [],
    undoWindowMinutes: 60,
    fourEyes: false,
    passwordSignIn: false,
    plainHttp: false,
    logRetention: RetentionDays.ONE_YEAR,
    tracing: true,
  },
};

/**
 * Reads a stage by name, or refuses in one German sentence: unknown name, no retention where the
 * authority has to decide it, COMPLIANCE outside production (it would make buckets undeletable for years), no
 * name of the workplace outside the local stage (nobody could sign in).
 */
export function stageNamed(name: string, overrides: StageOverrides = {}): Stage {
  if (!isStageName(name))
    return refuse(`Die Stage „${name}“ gibt es nicht; möglich sind local, test und prod.`);
  const draft = DRAFTS[name];
  const retention = retentionFrom(overrides) ?? draft.retention;
  if (retention === undefined) {
    return refuse(
      `Für die Stage ${name} fehlt die Aufbewahrungsfrist des Archivs. Die Behörde legt sie fest: ` +
        '-c retentionYears=JAHRE -c lockMode=GOVERNANCE (oder COMPLIANCE, das niemand mehr aufheben kann).',
    );
  }
  if (retention.lockMode === 'COMPLIANCE' && name !== 'prod') {
    return refuse(`Der Sperrmodus COMPLIANCE ist der Stage prod vorbehalten; ${name} sperrt mit GOVERNANCE.`);
  }
  refuseUnfitSenders(draft);
  refuseUnfitSubscribers(draft);
  const workplaceDomain = workplaceFrom(overrides) ?? draft.workplaceDomain;
  if (workplaceDomain === undefined && name !== 'local')
    return refuse(
      `Für die Stage ${name} fehlt der Name des Arbeitsplatzes, und ohne ihn kann sich dort niemand anmelden: ` +
        '-c workplaceDomain=NAME -c workplaceCertificate=ARN, oder auf Dauer workplaceDomain in infra/stages/stages.ts.',
    );
  return { ...draft, retention, ...(workplaceDomain && { workplaceDomain }) };
}

/**
 * Origins from which browsers may call the API and upload. The local stage's port is drawn at its start, and
 * its people are made up: there it is every origin.
 */
export function workplaceOrigins({ plainHttp, workplaceDomain }: Stage): readonly string[] {
  if (plainHttp) return ['*'];
  return workplaceDomain === undefined ? [] : [`https://${workplaceDomain.name}`];
}

/** A subscriber has a name of its own in kebab-case, and either a queue elsewhere or a reader of the one here. */
export function refuseUnfitSubscribers({ name, subscribers }: Pick<Stage, 'name' | 'subscribers'>): void {
  const unfit = subscribers.find(
    (one, index) =>
      !/^[a-z]+(?:-[a-z0-9]+)*$/u.test(one.name) ||
      subscribers.findIndex((other) => other.name === one.name) !== index ||
      (one.queueArn !== undefined && one.readerRoleArn !== undefined) ||
      one.types?.length === 0 ||
      one.subjects?.length === 0,
  );
  if (unfit === undefined) return;
  refuse(
    `Der Abonnent „${unfit.name}“ der Stage ${name} braucht einen eigenen Namen aus Kleinbuchstaben, ` +
      'entweder eine fremde Queue (queueArn) oder eine lesende Rolle (readerRoleArn), und keine leere Auswahl.',
  );
}

/** The sign-in page sends people back to this name, so half a name is none. */
function workplaceFrom({ workplaceDomain: name, workplaceCertificate: arn }: StageOverrides) {
  if (name === undefined && arn === undefined) return undefined;
  if (name === undefined || !/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/u.test(name))
    return refuse(
      `Der Name des Arbeitsplatzes (workplaceDomain) ist ein Name wie arbeitsplatz.land.example, nicht „${name ?? ''}“.`,
    );
  if (arn === undefined || !/^arn:aws[\w-]*:acm:us-east-1:/u.test(arn))
    return refuse(
      `Zum Namen ${name} gehört die ARN seines Zertifikats in us-east-1 (workplaceCertificate), nicht „${arn ?? ''}“.`,
    );
  return { name, certificateArn: arn };
}

function retentionFrom({ retentionYears, lockMode: said }: StageOverrides): Retention | undefined {
  if (retentionYears === undefined && said === undefined) return undefined;
  const years = Number(retentionYears);
  if (!Number.isInteger(years) || years < 1 || years > 100) {
    return refuse(
      `Die Aufbewahrungsfrist (retentionYears) ist eine ganze Zahl von 1 bis 100, nicht „${retentionYears ?? ''}“.`,
    );
  }
  const lockMode = LOCK_MODES.find((mode) => mode === said);
  if (lockMode === undefined)
    return refuse(`Der Sperrmodus (lockMode) ist ${LOCK_MODES.join(' oder ')}, nicht „${said ?? ''}“.`);
  return { days: Math.ceil(years * 365.25), lockMode };
}

function isStageName(name: string): name is StageName {
  return Object.hasOwn(DRAFTS, name);
}
