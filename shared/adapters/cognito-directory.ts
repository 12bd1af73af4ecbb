import {
  ListUsersInGroupCommand,
  ResourceNotFoundException,
  type CognitoIdentityProviderClient,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Directory, Recipient } from '../application/ports/mail.ts';

/** The groups of the user pool, page by page. Who may not sign in any more is nobody. */
export function cognitoDirectory({
  client,
  userPoolId,
}: {
  readonly client: CognitoIdentityProviderClient;
  readonly userPoolId: string;
}): Directory {
  return {
    async inGroup(group) {
      const people: Recipient[] = [];
      let next: string | undefined;
      do {
        const page = await pageOf(client, { UserPoolId: userPoolId, GroupName: group, NextToken: next });
        people.push(...page.users.flatMap(recipientOf));
        next = page.next;
      } while (next !== undefined);
      return people;
    },
  };
}

/**
 * The directory as it was at most so many milliseconds ago, so that not every preview asks for it anew; an answer that
 * failed is asked for again.
 */
export function rememberedDirectory(
  directory: Directory,
  { now, milliseconds }: { readonly now: () => number; readonly milliseconds: number },
): Directory {
  const known = new Map<string, { readonly at: number; readonly people: readonly Recipient[] }>();
  return {
    async inGroup(group) {
      const before = known.get(group);
      const at = now();
      if (before !== undefined && at - before.at < milliseconds) return before.people;
      const people = await directory.inGroup(group);
      known.set(group, { at, people });
      return people;
    },
  };
}

type Asked = {
  readonly UserPoolId: string;
  readonly GroupName: string;
  readonly NextToken: string | undefined;
};
type UserPage = { readonly users: readonly UserType[]; readonly next: string | undefined };

/** A Gebietskoerperschaft whose first person is still to come has no group. */
async function pageOf(client: CognitoIdentityProviderClient, asked: Asked): Promise<UserPage> {
  try {
    const { Users: users = [], NextToken: next } = await client.send(new ListUsersInGroupCommand(asked));
    return { users, next };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return { users: [], next: undefined };
    throw error;
  }
}

function recipientOf({ Enabled: isEnabled = true, Attributes: attributes = [] }: UserType): Recipient[] {
  const valueOf = (name: string) => attributes.find(({ Name }) => Name === name)?.Value;
  const [person, address] = [valueOf('sub'), valueOf('email')];
  return isEnabled && person !== undefined && address !== undefined ? [{ person, address }] : [];
}
