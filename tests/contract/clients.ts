import type { Part } from './part.ts';
export const generatedClients: readonly Part[] = [];
