import type { Route } from '../../../shared/lambda/http-handler.ts';
import type { Deps } from '../deps.ts';

/** `GET /v1/openapi.json`: the contract of this API, the only address without a token. */
export function showContract({ contract }: Pick<Deps, 'contract'>): Route {
  return {
    method: 'GET',
    path: '/v1/openapi.json',
    answer: () => Promise.resolve({ status: 200, body: contract }),
  };
}
