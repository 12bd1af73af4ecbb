import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  GetObjectLockConfigurationCommand,
  type ObjectLockRule,
  PutObjectLockConfigurationCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { z } from 'zod';
import { stackNames } from '../../infra/stack-names.ts';
import { LOCK_MODES } from '../../shared/domain/retention.ts';
import { fail } from '../terminal/failure.ts';
import type { StateFolder } from '../stage/state-folder.ts';

const lockedBucket = z.object({
  Type: z.literal('AWS::S3::Bucket'),
  Properties: z.object({
    ObjectLockConfiguration: z.object({
      Rule: z.object({
        DefaultRetention: z.object({ Mode: z.enum(LOCK_MODES), Days: z.number() }),
      }),
    }),
  }),
});

const template = z.object({ Resources: z.record(z.string(), z.unknown()) });

/** Locks the archive as its template asks: AWS does it at deployment, the emulator's CloudFormation forgets it. */
export async function lockArchive(s3: S3Client, bucket: string, folder: StateFolder): Promise<void> {
  const Rule: ObjectLockRule = ruleOfTemplate(folder);
  await s3.send(
    new PutObjectLockConfigurationCommand({
      Bucket: bucket,
      ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule },
    }),
  );
  const { ObjectLockConfiguration } = await s3.send(
    new GetObjectLockConfigurationCommand({ Bucket: bucket }),
  );
  const { Mode, Days } = ObjectLockConfiguration?.Rule?.DefaultRetention ?? {};
  if (Mode !== Rule.DefaultRetention?.Mode || Days !== Rule.DefaultRetention?.Days) {
    fail('Das Archiv ließ sich nicht sperren; ohne Sperre beginnt nichts.');
  }
}

function ruleOfTemplate({ cloudAssembly }: StateFolder) {
  const file = join(cloudAssembly, `${stackNames('local').archive}.template.json`);
  const { Resources } = template.parse(JSON.parse(readFileSync(file, 'utf8')));
  const locked = Object.values(Resources).flatMap((resource) => {
    const parsed = lockedBucket.safeParse(resource);
    return parsed.success ? [parsed.data.Properties.ObjectLockConfiguration.Rule] : [];
  });
  return locked[0] ?? fail('Die Vorlage des Archivs nennt keine Sperre.', file);
}
