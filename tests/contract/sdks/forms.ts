import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One fact that every SDK writes; `first` is the number of its first Mittelabruf. */
export type Fact = {
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly first: number;
};

/** What an SDK wrote: the headers and the body of an HTTP request, by form; the queue takes bodies of structured ones. */
export type Forms = Record<string, { readonly headers: Record<string, string>; readonly body: string }>;

/** Where what each SDK writes is kept, a file per language and version. */
export const SDK_EXAMPLES = join(import.meta.dirname, '../../events/sdk-examples');

/** What is kept of one SDK. */
export function recorded(name: string): Forms {
  return JSON.parse(readFileSync(join(SDK_EXAMPLES, `${name}.json`), 'utf8'));
}
