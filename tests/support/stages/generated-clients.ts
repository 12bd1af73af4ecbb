/**
 * What makes clients generated from an OpenAPI document pleasant: every shape has a name, every union says by
 * which field its members are told apart, every operation belongs to one subject. Gives each place where that
 * fails, as a JSON pointer and what is wrong there.
 */
export function faultsForGenerators(document: object): readonly string[] {
  return [...faultsOfOperations(document), ...faultsOfSchemas(document, '', false)];
}

type Node = Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function nodes(value: unknown): readonly (readonly [string, Node])[] {
  return Object.entries(value ?? {}).flatMap(([key, child]) =>
    isNode(child) ? [[key, child] as const] : [],
  );
}

function faultsOfOperations(document: object): readonly string[] {
  const { tags = [], paths } = document as { tags?: readonly Node[]; paths?: unknown };
  const described = tags.filter(({ description }) => isText(description));
  const known = new Set(described.map(({ name }) => name));
  return nodes(paths).flatMap(([path, methods]) =>
    nodes(methods).flatMap(([method, { tags: own, responses }]) => [
      ...(Array.isArray(own) && own.length === 1 && known.has(own[0])
        ? []
        : [`${method.toUpperCase()} ${path}: not exactly one described tag`]),
      ...(new Set(successesOf(responses)).size <= 1
        ? []
        : [`${method.toUpperCase()} ${path}: successes of several types`]),
    ]),
  );
}

/** A generated method has one type: the names of what an operation answers where it succeeds. */
function successesOf(responses: unknown): readonly string[] {
  const successes = nodes(responses).filter(([status]) => status.startsWith('2'));
  return successes.map(([, { content }]) => JSON.stringify(nodes(content).map(([, { schema }]) => schema)));
}

/** `isNamed`: this very node is a component. */
function faultsOfSchemas(node: Node | object, place: string, isNamed: boolean): readonly string[] {
  const own = 'schema' in node || place === '' ? [] : faultsOf(node as Node, isNamed);
  const isComponents = place === '/components/schemas';
  const children = Object.entries(node).filter(([key]) => key !== 'example' && key !== 'examples');
  return [
    ...own.map((fault) => `${place}: ${fault}`),
    ...children.flatMap(([key, child]) =>
      typeof child === 'object' && child !== null
        ? faultsOfSchemas(child, `${place}/${key}`, isComponents)
        : [],
    ),
  ];
}

function faultsOf(node: Node, isNamed: boolean): readonly string[] {
  const { type, properties, enum: values, format, maximum } = node;
  return [
    ...(!isNamed && isNode(properties) && type === 'object' ? ['object without a name'] : []),
    ...(!isNamed && Array.isArray(values) ? ['list of values without a name'] : []),
    ...(type === 'integer' && Number(maximum ?? Infinity) >= 2 ** 31 && format !== 'int64'
      ? ['whole number of unknown width']
      : []),
    ...(isNamed && !isText(node['description']) ? ['no description'] : []),
    ...faultsOfUnion(node),
  ];
}

function faultsOfUnion(node: Node): readonly string[] {
  const members = [node['oneOf'], node['anyOf']].find((union) => Array.isArray(union));
  if (!Array.isArray(members)) return [];
  const named = members.map((member: Node) => member['$ref']);
  if (named.some((name) => typeof name !== 'string')) return ['union with a member without a name'];
  const discriminator = node['discriminator'];
  const mapping = isNode(discriminator) ? Object.values(discriminator['mapping'] ?? {}) : [];
  return named.every((name) => mapping.includes(name)) && mapping.length === named.length
    ? []
    : ['union that does not say which member is which'];
}
