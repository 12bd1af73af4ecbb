import { createHmac, createPublicKey, createSign, generateKeyPairSync, type JsonWebKey } from 'node:crypto';

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part = '') =>
  JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;

/**
 * What an attacker makes of a real token and the public keys of its issuer (H1 to H3): the attacks on signature,
 * issuer and time, which the authorizer of the gateway refuses.
 */
export function forgedTokens(
  real: string,
  publicKey: JsonWebKey,
): Readonly<Record<string, string | undefined>> {
  const [head, body] = real.split('.').slice(0, 2).map(decode);
  const header = { ...head };
  const claims = { ...body };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const own = (over: object, inHeader: object = {}) => {
    const text = `${encode({ ...header, ...inHeader })}.${encode({ ...claims, ...over })}`;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url')}`;
  };
  const withPublicKey = () => {
    const text = `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`;
    const secret = createPublicKey({ key: publicKey, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const past = Math.floor(Date.now() / 1000) - 3600;
  return {
    'no token': undefined,
    'a malformed token': 'not.a.token',
    'alg none': `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`,
    'HS256 signed with the public key': withPublicKey(),
    'an unknown kid': own({}, { kid: 'unknown' }),
    'a kid that is a path': own({}, { kid: '../../../dev/null' }),
    'a wrong issuer': own({ iss: 'https://issuer.example/pool' }),
    'an expired token': own({ exp: past }),
    'a token that is not valid yet': own({ nbf: Math.floor(Date.now() / 1000) + 3600 }),
    'a token of another app client': own({ client_id: 'another' }),
    'other claims under the real signature': [
      real.split('.')[0],
      encode({ ...claims, 'cognito:groups': ['archiv'] }),
      real.split('.')[2],
    ].join('.'),
  };
}
