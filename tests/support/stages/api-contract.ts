import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect } from 'vitest';
import contract from '../../../functions/staff-api/openapi.json' with { type: 'json' };

/** The committed contract, for a validator that shares nothing with the code that wrote it. */
const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
formats.default(ajv);
ajv.addSchema({ ...contract, $id: 'contract' });

type Operation = {
  readonly responses: Readonly<Record<string, { readonly content?: object; readonly headers?: object }>>;
  readonly security?: readonly object[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly required?: boolean;
    readonly schema: { readonly type?: string; readonly description?: string; readonly default?: unknown };
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: object }>> };
};

/** All operations of the contract by `METHOD path`. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  ),
);

/** Holds an answer against the contract: its status and its headers are named, its body has the shape that stands there. */
export function expectByContract(
  method: string,
  address: string,
  {
    status,
    type = '',
    headers = {},
    body,
  }: {
    status: number;
    type?: string | number | boolean | undefined;
    headers?: object | undefined;
    body: unknown;
  },
): void {
  const path = Object.keys(contract.paths).find((template) => patternOf(template).test(address));
  if (path === undefined) return expect(status, address).toBe(404);
  const operation = OPERATIONS.get(`${method} ${path}`);
  if (operation === undefined) return expect(status, address).toBe(404);
  const [media = ''] = String(type).split(';');
  expect(Object.keys(operation.responses), `${method} ${path}`).toContain(String(status));
  expect(Object.keys(operation.responses[status]?.content ?? {}), `${method} ${path} ${status}`).toContain(
    media,
  );
  expect(Object.keys(headers), `${method} ${path} ${status}`).toEqual(
    expect.arrayContaining(Object.keys(operation.responses[status]?.headers ?? {})),
  );
  const found = faultsOf(
    ['paths', path, method.toLowerCase(), 'responses', String(status), 'content', media],
    body,
  );
  expect(found, `${method} ${path} ${status}`).toEqual([]);
}

/** What is wrong with a value by the schema that stands at this place of the contract. */
export function faultsOf(place: readonly string[], value: unknown): readonly object[] {
  const pointer = [...place, 'schema']
    .map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  const validate = ajv.getSchema(`contract#/${pointer}`);
  if (validate === undefined) throw new Error(`No schema at ${pointer}`);
  return validate(value) === true ? [] : (validate.errors ?? []);
}

/** An encoded source may stand there decoded: it runs to the last slash. */
function patternOf(template: string): RegExp {
  const source = template
    .replaceAll('.', '[.]')
    .replace('{source}', '.+')
    .replaceAll(/\{[^}]+\}/gu, '[^/]+');
  return new RegExp(`^${source}$`, 'u');
}
