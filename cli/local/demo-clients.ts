import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { z } from 'zod';
import type { DemoClient } from '../stage/endpoints.ts';

const systems = z.array(z.object({ name: z.string(), source: z.string(), clientId: z.string() }));

/** The app clients that the stacks made for other authorities, with the secrets that the user pool drew. */
export async function readDemoClients(
  cognito: CognitoIdentityProviderClient,
  UserPoolId: string,
  output: string,
): Promise<DemoClient[]> {
  return Promise.all(
    systems.parse(JSON.parse(output)).map(async ({ name, source, clientId }) => {
      const { UserPoolClient } = await cognito.send(
        new DescribeUserPoolClientCommand({ UserPoolId, ClientId: clientId }),
      );
      return { name, source, clientId, clientSecret: UserPoolClient?.ClientSecret ?? '' };
    }),
  );
}
