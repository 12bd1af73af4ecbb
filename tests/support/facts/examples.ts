import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { envelope, type CloudEvent } from '../../../events/fact.ts';

const FOLDER = join(import.meta.dirname, '../../../events/examples');

/** An example event as it lies in events/examples. */
export type Example = { readonly name: string; readonly body: string };

/** All examples, by file name. */
export function examples(): readonly Example[] {
  return readdirSync(FOLDER).map((name) => ({ name, body: readFileSync(join(FOLDER, name), 'utf8') }));
}

/** The example of one fact, by its stem on the wire. */
export function example(stem: string): CloudEvent {
  return envelope.parse(JSON.parse(readFileSync(join(FOLDER, `${stem.replaceAll('.', '-')}.json`), 'utf8')));
}
