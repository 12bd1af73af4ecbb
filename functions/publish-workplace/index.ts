import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { s3Client } from '../../shared/adapters/aws-clients.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { environment } from './environment.ts';
import { createHandler, type SiteFile } from './handler.ts';

const SITE = join(import.meta.dirname, 'site');
const settings = readEnvironment(environment, process.env);
const client = s3Client({ endpoint: process.env['AWS_ENDPOINT_URL'] });

/** Composition root of publish-workplace. */
export const handler = createHandler({
  files: siteFiles,
  async put({ path, bytes, type, cacheControl }) {
    await client.send(
      new PutObjectCommand({
        Bucket: settings.WORKPLACE_BUCKET,
        Key: path,
        Body: bytes,
        ContentType: type,
        CacheControl: cacheControl,
      }),
    );
  },
  settings,
  telemetry: telemetryOf('publish-workplace'),
});

async function siteFiles(): Promise<readonly SiteFile[]> {
  const entries = await readdir(SITE, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(
    paths.map(async (path) => ({ path: relative(SITE, path), bytes: await readFile(path) })),
  );
}
