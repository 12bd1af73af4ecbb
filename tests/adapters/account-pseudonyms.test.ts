import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from 'vitest';
import { accountPseudonyms, stagePseudonyms } from '../../shared/adapters/account-pseudonyms.ts';
import { emulatorForTests, withoutEmulator } from '../support/processes/emulator.ts';

const KEY = 'k'.repeat(64);
const ACCOUNT = '6f1c9b1e-0d3a-4a52-9a55-1f3c6a0e7b11';

/** Pseudonyms under a key that is read as the test wants, and how often it was read. */
function pseudonymsOf(...answers: (() => Promise<string>)[]) {
  let reads = 0;
  const pseudonyms = accountPseudonyms(() => {
    reads += 1;
    return (answers[reads - 1] ?? (() => Promise.resolve(KEY)))();
  });
  return { ...pseudonyms, reads: () => reads };
}

describe('the pseudonym of an account', () => {
  // RFC 4231 begins at shorter keys than a stage has; this value is that of `openssl dgst -sha256 -hmac`.
  test('is its HMAC-SHA-256 under the key of the stage, as 64 hex digits', async () => {
    expect(await pseudonymsOf().of(ACCOUNT)).toBe(
      'b29eaeab34b177bca12b93968af1a549e2a16c89c097e1a5cbb5d80ce38b936b',
    );
  });

  test('is another one for another account and under another key', async () => {
    const other = accountPseudonyms(() => Promise.resolve('l'.repeat(64)));
    const names = [await pseudonymsOf().of(ACCOUNT), await pseudonymsOf().of('x'), await other.of(ACCOUNT)];
    expect(new Set(names).size).toBe(3);
  });

  test('costs one reading of the key for the life of a process, however many ask at once', async () => {
    const { of, reads } = pseudonymsOf();
    await Promise.all(Array.from({ length: 20 }, (_, at) => of(`account-${at}`)));
    await of(ACCOUNT);
    expect(reads()).toBe(1);
  });

  test('is never made without the key: the failure is told, and who asks next reads again', async () => {
    const { of, reads } = pseudonymsOf(() => Promise.reject(new Error('No answer')));
    await expect(Promise.all([of('a'), of('b')])).rejects.toThrow('No answer');
    expect(await of(ACCOUNT)).toMatch(/^[0-9a-f]{64}$/u);
    expect(reads()).toBe(2);
  });

  test.each(['', 'short'])('is not made under a key that is none: "%s"', async (key) => {
    await expect(pseudonymsOf(() => Promise.resolve(key)).of(ACCOUNT)).rejects.toThrow('too short');
  });
});

describe.skipIf(withoutEmulator)('the key of a stage', () => {
  const emulator = emulatorForTests();

  test('is read from its secret with one request', async () => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = new SecretsManagerClient({
      endpoint: emulator.endpoint(),
      region: 'eu-central-1',
      credentials,
    });
    const made = await client.send(new CreateSecretCommand({ Name: 'key', SecretString: KEY }));
    const pseudonyms = stagePseudonyms({ client, secretArn: made.ARN ?? '' });
    expect(await pseudonyms.of(ACCOUNT)).toBe(await pseudonymsOf().of(ACCOUNT));
    const missing = stagePseudonyms({
      client,
      secretArn: 'arn:aws:secretsmanager:eu-central-1:1:secret:none-abcdef',
    });
    await expect(missing.of(ACCOUNT)).rejects.toThrow(/secret/iu);
  });
});
