import type { Part } from './part.ts';
export function foreignSdks(_: { record: boolean }): readonly Part[] {
  return [];
}
