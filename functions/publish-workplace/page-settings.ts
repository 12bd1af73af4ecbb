import type { Environment } from './environment.ts';

const PLACE = '<!--settings-->';

/**
 * Writes into the page with whom it talks: its settings as data, and a content security policy that allows
 * exactly these addresses. Nothing in it is secret: whoever opens the page reads it.
 */
export function withSettings(page: Uint8Array, settings: Environment): Uint8Array {
  const html = Buffer.from(page).toString('utf8');
  if (!html.includes(PLACE)) throw new Error('The page has no place for its settings.');
  return Buffer.from(html.replace(PLACE, () => policyOf(settings) + dataOf(settings)));
}

function policyOf({ API_URL, SIGN_IN_URL, BUCKET_ORIGIN }: Environment): string {
  const spoken = [...new Set([API_URL, SIGN_IN_URL, BUCKET_ORIGIN].map((url) => new URL(url).origin))];
  const pictures = new URL(BUCKET_ORIGIN).origin;
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    `img-src 'self' blob: data: ${pictures}`,
    `connect-src ${spoken.join(' ')}`,
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  return `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
}

/** Settings as the workplace reads them (web/settings.ts); `<` cannot end the element early. */
function dataOf(settings: Environment): string {
  const data = {
    workplaceUrl: settings.WORKPLACE_URL,
    portalUrl: settings.PORTAL_URL,
    apiUrl: settings.API_URL,
    issuer: settings.ISSUER,
    signInUrl: settings.SIGN_IN_URL,
    clientId: settings.CLIENT_ID,
    eventPrefix: settings.EVENT_PREFIX,
    fourEyes: settings.FOUR_EYES === 'true',
    mails: settings.MAILS === 'true',
  };
  return `<script type="application/json" id="settings">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;
}
