import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  type CognitoIdentityProviderClient,
  CreateGroupCommand,
  GroupExistsException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { z } from 'zod';
import type { DemoUser } from '../stage/endpoints.ts';
import type { StateFolder } from '../stage/state-folder.ts';

/** One person per role, and two Kreise that must not see each other. */
const PEOPLE: readonly Omit<DemoUser, 'password'>[] = [
  { email: 'land@zielvereinbarungen.example', groups: ['land'] },
  { email: 'limburg-weilburg@zielvereinbarungen.example', groups: ['kommune', 'ags-06533'] },
  { email: 'giessen@zielvereinbarungen.example', groups: ['kommune', 'ags-06531'] },
  { email: 'pruefung@zielvereinbarungen.example', groups: ['pruefung'] },
  { email: 'archiv@zielvereinbarungen.example', groups: ['archiv'] },
  { email: 'revision@zielvereinbarungen.example', groups: ['revision'] },
];

const passwordsByEmail = z.record(z.string(), z.string());

/** Makes sure that the made-up people can sign in; their passwords are drawn once and stay in the state folder. */
export async function createDemoUsers(
  cognito: CognitoIdentityProviderClient,
  userPoolId: string,
  folder: StateFolder,
): Promise<DemoUser[]> {
  const passwords = readPasswords(folder);
  const users = PEOPLE.map((person) => ({ ...person, password: passwords[person.email] ?? drawPassword() }));
  writePasswords(folder, users);
  for (const user of users) await createUser(cognito, userPoolId, user);
  return users;
}

async function createUser(
  cognito: CognitoIdentityProviderClient,
  UserPoolId: string,
  { email, password, groups }: DemoUser,
): Promise<void> {
  const person = { UserPoolId, Username: email };
  const attributes = [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ];
  await unless(UsernameExistsException, () =>
    cognito.send(
      new AdminCreateUserCommand({
        ...person,
        UserAttributes: attributes,
        TemporaryPassword: password,
        MessageAction: 'SUPPRESS',
      }),
    ),
  );
  await cognito.send(new AdminSetUserPasswordCommand({ ...person, Password: password, Permanent: true }));
  for (const GroupName of groups) {
    await unless(GroupExistsException, () => cognito.send(new CreateGroupCommand({ UserPoolId, GroupName })));
    await cognito.send(new AdminAddUserToGroupCommand({ ...person, GroupName }));
  }
}

/** What is there already is as good as made. */
async function unless(there: new (...args: never[]) => Error, make: () => Promise<unknown>): Promise<void> {
  try {
    await make();
  } catch (error) {
    if (!(error instanceof there)) throw error;
  }
}

/** Long enough for any guesser, with one of each kind that the directory asks for. */
function drawPassword(): string {
  return `Z${randomBytes(15).toString('base64url')}-aA1`;
}

function readPasswords({ users }: StateFolder): Record<string, string> {
  return existsSync(users) ? passwordsByEmail.parse(JSON.parse(readFileSync(users, 'utf8'))) : {};
}

function writePasswords({ users: file }: StateFolder, users: readonly DemoUser[]): void {
  writeFileSync(
    file,
    JSON.stringify(Object.fromEntries(users.map(({ email, password }) => [email, password]))),
  );
  chmodSync(file, 0o600);
}
