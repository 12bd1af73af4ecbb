import { Fn } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import type { Bucket } from 'aws-cdk-lib/aws-s3';

/** Where browsers find what the stacks make, where the stage gives it no name of its own. */
export type Addresses = {
  /** Base address of a site, with trailing slash. */
  readonly site: (distribution: Distribution) => string;
  /** Without `/v1` and without trailing slash. */
  readonly api: (api: HttpApi) => string;
  /** Where people sign in and systems get tokens, without trailing slash; given what AWS would say. */
  readonly signIn: (url: string) => string;
  /** Origin that takes upload forms and hands out previews. */
  readonly bucket: (bucket: Bucket) => string;
};

/** The names that AWS gives. */
export const AWS_ADDRESSES: Addresses = {
  site: ({ distributionDomainName }) => `https://${distributionDomainName}/`,
  api: ({ apiEndpoint }) => apiEndpoint,
  signIn: (url) => url,
  bucket: ({ bucketRegionalDomainName }) => `https://${bucketRegionalDomainName}`,
};

/** On loopback one port answers for every service; browsers resolve `*.localhost` by themselves. */
export function emulatorAddresses(port: string): Addresses {
  const base = `http://127.0.0.1:${port}`;
  return {
    site: ({ distributionDomainName }) =>
      `http://${Fn.select(0, Fn.split('.', distributionDomainName))}.cloudfront.localhost:${port}/`,
    api: ({ apiId }) => `${base}/_aws/execute-api/${apiId}/$default`,
    signIn: () => base,
    bucket: () => base,
  };
}
