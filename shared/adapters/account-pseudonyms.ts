import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Pseudonyms } from '../application/ports/pseudonyms.ts';

/** Shorter keys could be tried through. */
const SHORTEST_KEY = 32;

/**
 * Pseudonyms under the key that `readKey` gives. It is read with the first name that is asked for and kept while the
 * process lives; a failed reading is tried again by whoever asks next.
 */
export function accountPseudonyms(readKey: () => Promise<string>): Pseudonyms {
  let known: Promise<KeyObject> | undefined;
  const keyOf = async () => {
    known ??= readKey().then(asKey);
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
  return {
    of: async (account) =>
      createHmac('sha256', await keyOf())
        .update(account)
        .digest('hex'),
  };
}

function asKey(text: string): KeyObject {
  if (text.length < SHORTEST_KEY) throw new Error('The key of the stage is missing or too short');
  return createSecretKey(text, 'utf8');
}

/** The pseudonyms of a stage, under the secret that outlives its deployments; one request for the life of a process. */
export function stagePseudonyms(settings: {
  readonly client: SecretsManagerClient;
  readonly secretArn: string;
}): Pseudonyms {
  const { client, secretArn: SecretId } = settings;
  return accountPseudonyms(async () => {
    const { SecretString: text = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
    return text;
  });
}
