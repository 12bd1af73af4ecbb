import { envelope } from '../../../events/fact.ts';

/** Name of an event: its sender's `source` and `id`. */
export type EventName = { readonly source: string; readonly id: string };

const eventName = envelope.pick({ source: true, id: true });

const BASE = '/v1/events/';

/** Address of a receipt. The gateway decodes an address once, so both parts are encoded twice. */
export function receiptPath({ source, id }: EventName): string {
  const twice = (part: string) => encodeURIComponent(encodeURIComponent(part));
  return `${BASE}${twice(source)}/${twice(id)}`;
}

/**
 * Reads source and id from an address that the gateway has decoded once, all but `%25`: of one that was
 * encoded once, the slashes of the source are slashes here. The caller's own sources tell where the id
 * begins; for others it is what follows the last slash. What is no source or no id is the name of no event.
 */
export function nameIn(path: string, ownSources: readonly string[]): EventName | undefined {
  const rest = path.slice(BASE.length);
  const [own] = ownSources
    .filter((source) => rest.startsWith(`${source}/`))
    .sort((one, other) => other.length - one.length);
  const cut = own?.length ?? rest.lastIndexOf('/');
  const [source, id] = [rest.slice(0, Math.max(0, cut)), rest.slice(cut + 1)];
  if (source === '' || id === '') return undefined;
  // A source is a URI: without its colon it is still encoded, and so is the id.
  const decode = source.includes(':') ? decoded : (part: string) => decoded(decoded(part));
  return eventName.safeParse({ source: decode(source), id: decode(id) }).data;
}

function decoded(part: string | undefined): string | undefined {
  try {
    return part === undefined ? undefined : decodeURIComponent(part);
  } catch {
    return undefined; // No percent-encoding: no event has this name.
  }
}
