import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { readPortal, until } from '../../cli/stage/borders.ts';
import type { RunningStage } from '../../cli/local/stage.ts';
import { pagePath } from '../../shared/portal/model/public-model.ts';
import { amended } from '../support/facts/given.ts';
import { asCloudEvent } from '../support/stages/recorder.ts';
import { command } from './command.ts';
import { clientsOf, hashOf, logOf, portalDigest, settled, versionsOf } from './stage.ts';

/** A stage on which both are public. */
export type Proven = {
  readonly stage: () => RunningStage;
  readonly folder: () => string;
  /** The one that somebody tampers with, and another that has to go on. */
  readonly subject: string;
  readonly other: string;
};

/** What is to be shown of repair, on a stage that runs already. */
export function provesRepair({ stage, folder, subject, other }: Proven): void {
  const endpoints = () => stage().endpoints;
  const clients = () => clientsOf(endpoints());
  const run = (name: string) => command(name, '--folder', folder()).ended;
  const page = `${pagePath(subject)}index.html`;
  const foreign = `${pagePath(subject)}fremd.html`;

  const portalKeys = async () =>
    (await versionsOf(endpoints(), endpoints().portalBucket)).map(({ key }) => key);
  const remove = (Key: string) =>
    clients().s3.send(new DeleteObjectCommand({ Bucket: endpoints().portalBucket, Key }));
  const revisionOf = async (of: string) =>
    Number((await readPortal(new URL(pagePath(of), endpoints().portalUrl))).headers['x-amz-meta-revision']);

  /** An Abweichung of a thousand Euro less, recorded. */
  async function deviate(of: string): Promise<void> {
    const land = await clients().borders.signIn('land');
    const { body } = await land.get(`/v1/zielvereinbarungen/${of}`);
    const euro = (body as { effectiveCent: number }).effectiveCent / 100;
    const { length } = await logOf(endpoints(), of);
    const fact = amended('abweichung', [euro, euro - 1000]);
    await clients().borders.emit(asCloudEvent({ ...fact, subject: of, id: `repair-${of}` }));
    await until('the Abweichung', async () =>
      (await logOf(endpoints(), of)).slice(length).includes('budget.amended.v1') ? true : undefined,
    );
  }

  describe('repair', () => {
    test('a portal file that was deleted comes back byte for byte, a foreign one goes and is told', async () => {
      await settled(endpoints(), subject);
      expect(await run('reconcile')).toMatchObject({ code: 0, stderr: '' });
      const before = await portalDigest(endpoints());
      const hash = await hashOf(endpoints(), endpoints().portalBucket, page);
      await remove(page);
      await clients().s3.send(
        new PutObjectCommand({ Bucket: endpoints().portalBucket, Key: foreign, Body: 'von Hand' }),
      );
      const found = await run('verify');
      expect(found.code).toBe(2);
      expect(found.stdout).toContain(`${subject}, ${page}: Eine Datei der Seite fehlt.`);
      expect(found.stdout).toContain(`${foreign}: Diese Datei hat niemand veröffentlicht.`);
      expect(await portalKeys()).not.toContain(page);
      const { code, stdout } = await run('reconcile');
      expect(stdout).toContain(
        `${subject}, ${page}: Eine Datei der Seite fehlt. Behoben. [page-file-missing]`,
      );
      expect(stdout).toContain(
        `${foreign}: Diese Datei hat niemand veröffentlicht. Entfernt. [orphan-publication]`,
      );
      expect(stdout).toContain('2 Befunde: 2 behoben, 0 offen.');
      expect(code).toBe(0);
      expect(await hashOf(endpoints(), endpoints().portalBucket, page)).toBe(hash);
      expect(await portalDigest(endpoints())).toEqual(before);
      expect(await run('verify')).toMatchObject({ code: 0 });
    });

    test('a byte changed in a stored event is named; that one stops publishing, others go on', async () => {
      const key = { PK: { S: `ZV#${subject}` }, SK: { S: 'EVENT#000002' } };
      const { tableName: TableName } = endpoints();
      const { Item = {} } = await clients().dynamoDb.send(
        new GetItemCommand({ TableName, Key: key, ConsistentRead: true }),
      );
      const time = String(Item['time']?.S).replace(/^2025/u, '2024');
      await clients().dynamoDb.send(new PutItemCommand({ TableName, Item: { ...Item, time: { S: time } } }));
      const { code, stdout } = await run('verify');
      expect(code).toBe(2);
      expect(stdout).toMatch(
        new RegExp(
          `^${subject}, Ereignis 2: Die Kette des Verlaufs hält von diesem Ereignis an nicht[.]`,
          'mu',
        ),
      );
      const [tampered, sound] = [await revisionOf(subject), await revisionOf(other)];
      await deviate(subject);
      await deviate(other);
      await until('a new revision', async () => ((await revisionOf(other)) > sound ? true : undefined));
      await settled(endpoints(), subject);
      expect(await revisionOf(subject)).toBe(tampered);
      expect(await logOf(endpoints(), subject)).toContain('integrity.violated.v1');
      // The backup has the event as it was: then the chain holds again, and what waited is published.
      await clients().dynamoDb.send(new PutItemCommand({ TableName, Item }));
      expect(await run('reconcile')).toMatchObject({ code: 0 });
      await until('the page', async () => ((await revisionOf(subject)) > tampered ? true : undefined));
    });

    test('portal and row are built again from the log, byte for byte', async () => {
      await settled(endpoints(), subject);
      expect(await run('reconcile')).toMatchObject({ code: 0 });
      const before = await portalDigest(endpoints());
      for (const key of await portalKeys()) await remove(key);
      const row = { PK: { S: `YEAR#${subject.slice(0, 8)}` }, SK: { S: subject.slice(9) } };
      await clients().dynamoDb.send(new DeleteItemCommand({ TableName: endpoints().tableName, Key: row }));
      const { code, stdout } = await run('rebuild');
      expect(stdout).toContain(`${subject}: Die Zeile der Jahresliste sagt anderes als der Verlauf`);
      expect(stdout).toContain(
        `0 öffentliche Dateien waren byteweise gleich, ${before.length} wurden neu geschrieben.`,
      );
      expect(code).toBe(0);
      expect(await portalDigest(endpoints())).toEqual(before);
      expect((await run('rebuild')).stdout).toContain(
        `${before.length} öffentliche Dateien waren byteweise gleich`,
      );
    });
  });
}
