/** Whether two plain values mean the same: the order of keys and what is undefined do not count. */
export function isSame(one: unknown, other: unknown): boolean {
  if (!isObject(one) || !isObject(other)) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) =>
    isSame(Reflect.get(one, key), Reflect.get(other, key)),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
