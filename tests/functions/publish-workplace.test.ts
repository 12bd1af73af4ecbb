import { describe, expect, test } from 'vitest';
import { createHandler, type SiteFile } from '../../functions/publish-workplace/handler.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';

const settings = {
  WORKPLACE_BUCKET: 'workplace',
  WORKPLACE_URL: 'https://arbeitsplatz.land.example/',
  PORTAL_URL: 'https://www.land.example/zv/',
  API_URL: 'https://api.land.example',
  ISSUER: 'https://directory.example/pool',
  SIGN_IN_URL: 'https://sign-in.example',
  CLIENT_ID: 'client</script>',
  BUCKET_ORIGIN: 'https://inbox.s3.example',
  EVENT_PREFIX: 'de.hessen.aqb',
  FOUR_EYES: 'true',
  MAILS: 'false',
} as const;

const file = (path: string, text: string): SiteFile => ({ path, bytes: Buffer.from(text) });
const page = file('index.html', '<head><!--settings--></head>');

async function published(...files: readonly SiteFile[]) {
  const put: { path: string; text: string; type: string; cacheControl: string }[] = [];
  const handler = createHandler({
    files: () => Promise.resolve(files),
    put: ({ bytes, ...rest }) => {
      put.push({ ...rest, text: Buffer.from(bytes).toString('utf8') });
      return Promise.resolve();
    },
    settings,
    telemetry: telemetryOf('test'),
  });
  await handler({}, { awsRequestId: 'r', functionName: 'f' });
  return put;
}

describe('publish-workplace', () => {
  test('puts the page last and has it asked for anew, its files for a year', async () => {
    const put = await published(page, file('assets/index-1a.js', ''), file('assets/index-2b.css', ''));
    expect(put.map(({ path, type, cacheControl }) => [path, type, cacheControl])).toEqual([
      ['assets/index-1a.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
      ['assets/index-2b.css', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
      ['index.html', 'text/html; charset=utf-8', 'no-cache'],
    ]);
  });

  test('lets the page talk with the API, the sign-in page and the inbox, and with nobody else', async () => {
    const [{ text } = { text: '' }] = await published(page);
    expect(text).toContain(
      'connect-src https://api.land.example https://sign-in.example https://inbox.s3.example;',
    );
    expect(text).toContain("script-src 'self';");
  });

  test('writes the settings as data that cannot end their element', async () => {
    const [{ text } = { text: '' }] = await published(page);
    const data = /<script type="application\/json" id="settings">(?<json>.*?)<\/script>/u.exec(text)
      ?.groups?.['json'];
    expect(JSON.parse(data ?? '')).toEqual({
      workplaceUrl: settings.WORKPLACE_URL,
      portalUrl: settings.PORTAL_URL,
      apiUrl: settings.API_URL,
      issuer: settings.ISSUER,
      signInUrl: settings.SIGN_IN_URL,
      clientId: settings.CLIENT_ID,
      eventPrefix: settings.EVENT_PREFIX,
      fourEyes: true,
      mails: false,
    });
  });

  test('stops the deployment where a file has no known type or the page no place for its settings', async () => {
    await expect(published(page, file('assets/film.mp4', ''))).rejects.toThrow('film.mp4');
    await expect(published(file('index.html', '<head></head>'))).rejects.toThrow('no place');
  });
});
