import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/**
 * Bytes of an item as DynamoDB counts them: names and values in UTF-8, a number a byte per two digits and one
 * more, three bytes per list or map and one per entry (AWS, "DynamoDB item sizes and formats").
 */
export function itemSize(item: Readonly<Record<string, AttributeValue>>): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + bytes(name) + valueSize(value), 0);
}

const bytes = (text: string) => Buffer.byteLength(text);

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return bytes(value.S);
  if (value.N !== undefined)
    return Math.ceil(value.N.replace(/^-?0*|\./gu, '').length / 2) + 1 + Number(value.N.startsWith('-'));
  if (value.L !== undefined) return value.L.reduce((sum, entry) => sum + 1 + valueSize(entry), 3);
  if (value.M !== undefined) return itemSize(value.M) + 3 + Object.keys(value.M).length;
  return 1;
}
