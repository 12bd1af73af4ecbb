import { ags as agsKey } from '../../events/primitives.ts';
import { OWN_SOURCES, SUBJECT_PATTERN, hasOwnKey } from '../../shared/domain/senders.ts';
import { VOICES, isTold } from '../../shared/domain/voices.ts';
import { refuse } from './refusal.ts';
import type { Sender, SenderRole } from './senders.ts';
import { areConfusable, namesKey, reads } from './source-patterns.ts';

/** What of a stage says who may speak, and who is no sender. */
export type SpeakingStage = {
  readonly name: string;
  readonly senders: readonly Sender[];
  readonly operatorRole?: { readonly arn: string; readonly id: string };
  readonly breakGlassRoleArn?: string;
};

/** A fault of the list of senders in one German sentence; undefined where there is none. */
type Check = (stage: SpeakingStage) => string | undefined;

/**
 * Stops synthesis where a sender could speak for a foreign Kreis, for the Land, or for us; where it could not be
 * read; and outside the local stage where nothing proves it: a source is only believed together with a role or an
 * app client.
 */
export function refuseUnfitSenders(stage: SpeakingStage): void {
  for (const check of CHECKS) {
    const sentence = check(stage);
    if (sentence !== undefined) refuse(sentence);
  }
}

const CHECKS: readonly Check[] = [
  unknownField,
  unreadableSource,
  voicelessSender,
  foreignType,
  unreadableSubject,
  unboundSpeaker,
  unfitRole,
  sharedRole,
  supervisedRole,
  clientTwice,
  confusableSources,
  borrowedKey,
  unprovenSender,
];

const FIELDS = {
  sender: ['source', 'voice', 'types', 'subjects', 'roles', 'clients'],
  role: ['arn', 'id', 'ags'],
  client: ['name', 'closed', 'ags'],
} as const;

/** What is written and not heard would leave a bond out: `roleArn` and `senderIds` of former stages among it. */
function unknownField({ senders }: SpeakingStage): string | undefined {
  for (const sender of senders) {
    const written = [
      ...strangers(sender, FIELDS.sender),
      ...(sender.roles ?? []).flatMap((role) => strangers(role, FIELDS.role)),
      ...(sender.clients ?? []).flatMap((client) => strangers(client, FIELDS.client)),
    ];
    if (written.length > 0)
      return (
        `Der Absender ${sender.source} nennt „${written.join('“, „')}“, das es nicht gibt. Wer für ihn sendet, steht ` +
        'unter roles: [{ arn, id, ags }] oder clients: [{ name, ags }].'
      );
  }
  return undefined;
}

function strangers(written: object, known: readonly string[]): readonly string[] {
  return Object.keys(written).filter((field) => !known.includes(field));
}

function unreadableSource({ senders }: SpeakingStage): string | undefined {
  const [unreadable] = senders.filter(({ source }) => !reads(source));
  return (
    unreadable &&
    `Die Quelle „${unreadable.source}“ ist keine URI aus ASCII-Zeichen mit höchstens einem <ags> darin.`
  );
}

/** A Kreis is known by the key in its source; whoever has none there could be any. */
function voicelessSender({ senders }: SpeakingStage): string | undefined {
  const [silent] = senders.filter(({ voice }) => !VOICES.includes(voice));
  if (silent !== undefined)
    return `Der Absender ${silent.source} sagt nicht, für wen er spricht (voice): ${VOICES.join(', ')}.`;
  const [foreign] = senders.filter(({ source, voice }) => hasOwnKey(source) !== (voice === 'kommune'));
  return (
    foreign &&
    `Die Quelle ${foreign.source} spricht für ${foreign.voice}. Ein Kreis trägt seinen Gemeindeschlüssel als <ags> ` +
      'in der Quelle, und niemand sonst.'
  );
}

/** A literal source of one Kreis cannot be another voice's, also where no other Kreis stands beside it. */
function borrowedKey({ senders }: SpeakingStage): string | undefined {
  const [borrowed] = senders.filter(({ source, voice }) => voice !== 'kommune' && namesKey(source));
  return (
    borrowed &&
    `Die Quelle ${borrowed.source} nennt einen Gemeindeschlüssel und spricht für ${borrowed.voice}. ` +
      'Ein Kreis spricht für sich (voice: kommune, mit <ags> in der Quelle).'
  );
}

function foreignType({ senders }: SpeakingStage): string | undefined {
  for (const { source, voice, types } of senders) {
    const foreign = types.filter((stem) => stem !== '*' && !isTold(voice, { stem, origin: 'outside' }));
    if (types.length === 0 || foreign.length > 0)
      return `Der Absender ${source} spricht für ${voice} und meldet nicht: ${foreign.join(', ') || 'gar nichts'}.`;
  }
  return undefined;
}

function unreadableSubject({ senders }: SpeakingStage): string | undefined {
  for (const { source, subjects } of senders) {
    const unreadable = subjects?.find((pattern) => !SUBJECT_PATTERN.test(pattern));
    if (unreadable !== undefined)
      return (
        `Der Absender ${source} nennt als Gegenstand (subjects) „${unreadable}“; möglich sind ` +
        '<Programm>-<Jahr>-<Schlüssel> und ags-<Schlüssel>, mit * für einen ganzen Teil.'
      );
  }
  return undefined;
}

/** Roles and clients of a source with `<ags>` name their own key, no others do. */
function unboundSpeaker({ senders }: SpeakingStage): string | undefined {
  const named = senders.flatMap(({ source, roles = [], clients = [] }) => [
    ...roles.map(({ arn, ags }) => ({ source, who: `zur Rolle ${arn}`, ags })),
    ...clients.map(({ name, ags }) => ({ source, who: `zum Zugang ${name}`, ags })),
  ]);
  const [unbound] = named.filter(({ source, ags }) => hasOwnKey(source) !== isKey(ags));
  return (
    unbound &&
    `Genau dann gehört ${unbound.who} ein Gemeindeschlüssel (ags), wenn die Quelle ${unbound.source} einen vorsieht.`
  );
}

const ROLE_ARN = /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/u;
const ROLE_ID = /^AROA[A-Z0-9]{12,124}$/u;

/** One role of one account: no account, no user, no session of a role, no pattern of several. */
function unfitRole({ senders }: SpeakingStage): string | undefined {
  const [unfit] = rolesOf(senders).filter(({ arn, id }) => !ROLE_ARN.test(arn) || !ROLE_ID.test(id));
  return (
    unfit &&
    `Der Absender ${unfit.source} braucht je Rolle ihre ARN (arn:aws:iam::KONTO:role/NAME) und ihre eindeutige ` +
      `Kennung (AROA…), nicht „${unfit.arn}“ mit „${unfit.id}“.`
  );
}

/** A role is one party; under two it could say for the one what is the other's. */
function sharedRole({ senders }: SpeakingStage): string | undefined {
  const named = rolesOf(senders);
  const [shared] = named.filter((role, index) =>
    named
      .slice(0, index)
      .some((other) => isSame(role, other) && (isTwice(role, other) || !isOneParty(role, other))),
  );
  return (
    shared &&
    `Die Rolle ${shared.arn} mit der Kennung ${shared.id} steht zweimal da oder für zwei Beteiligte; ` +
      'jede Rolle spricht für genau einen Kreis oder genau eine Stelle.'
  );
}

type NamedRole = SenderRole & Pick<Sender, 'source' | 'voice'> & { readonly entry: number };

function rolesOf(senders: readonly Sender[]): readonly NamedRole[] {
  return senders.flatMap(({ source, voice, roles = [] }, entry) =>
    roles.map((role) => ({ ...role, source, voice, entry })),
  );
}

const isSame = (one: NamedRole, other: NamedRole) => one.id === other.id || one.arn === other.arn;

/** The same in one entry, or one unique id with two names. */
const isTwice = (one: NamedRole, other: NamedRole) =>
  one.id === other.id && (one.entry === other.entry || one.arn !== other.arn);

const isOneParty = (one: NamedRole, other: NamedRole) => one.voice === other.voice && one.ags === other.ags;

/** Who repairs under supervision forwards or deletes, and says nothing itself. */
function supervisedRole({ senders, operatorRole, breakGlassRoleArn }: SpeakingStage): string | undefined {
  const arns = [operatorRole?.arn, breakGlassRoleArn];
  const [supervised] = rolesOf(senders).filter(
    ({ arn, id }) => arns.includes(arn) || id === operatorRole?.id,
  );
  return (
    supervised &&
    `Die Rolle ${supervised.arn} ist die des Betriebs (operatorRole) oder der Löschung im Notfall (breakGlassRoleArn) ` +
      `und kann kein Absender von ${supervised.source} sein.`
  );
}

function clientTwice({ senders }: SpeakingStage): string | undefined {
  const names = senders.flatMap(({ clients = [] }) => clients.map(({ name }) => name));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined
    ? undefined
    : `Den Zugang ${twice} gibt es zweimal; jede Behörde bekommt ihren eigenen.`;
}

/** Sources of two parties of which one is, or begins like, the other; ours are among them. */
function confusableSources({ senders }: SpeakingStage): string | undefined {
  const ours = { source: OWN_SOURCES, voice: undefined };
  for (const [index, one] of senders.entries()) {
    const other = [ours, ...senders.slice(0, index)].find((before) => areConfusable(one, before));
    if (other !== undefined)
      return (
        `Die Quellen ${one.source} und ${other.source} sind nicht auseinanderzuhalten: ` +
        'die eine ist oder beginnt wie die andere und gehört jemand anderem.'
      );
  }
  return undefined;
}

function unprovenSender({ name, senders }: SpeakingStage): string | undefined {
  if (name === 'local') return undefined;
  const [unproven] = senders.filter(({ roles = [], clients = [] }) => roles.length + clients.length === 0);
  return (
    unproven &&
    `Dem Absender ${unproven.source} der Stage ${name} fehlen Rolle und deren Kennung (roles) oder ein Zugang (clients).`
  );
}

const isKey = (said: string | undefined) => agsKey.safeParse(said).success;
