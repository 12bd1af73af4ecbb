import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Outputs } from './deployment.ts';

/**
 * Lets the sign-in page lead back to the workplace, whose address is known only after the roll-out. An update
 * puts back to default what it does not name, so everything else is said again.
 */
export async function admitWorkplace(
  cognito: CognitoIdentityProviderClient,
  { UserPoolId, UserPoolClientId: ClientId, WorkplaceUrl }: Outputs,
): Promise<void> {
  const { UserPoolClient } = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
  const { CreationDate: _c, LastModifiedDate: _m, ClientSecret: _s, ...settings } = UserPoolClient ?? {};
  await cognito.send(
    new UpdateUserPoolClientCommand({
      ...settings,
      UserPoolId,
      ClientId,
      CallbackURLs: [WorkplaceUrl],
      LogoutURLs: [WorkplaceUrl],
    }),
  );
}
