// `node tests/architecture/figures.ts [ROOT]`: how large the rooms are, how far a message walks, how often one
// thing is named. ROOT is a checkout of this repository, this one where absent; of its layout only the top-level
// rooms are taken for granted, so that a release before and what came after are measured alike.
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { bundlesOf, type Bundle } from './figures/bundles.ts';
import { factPlaces, median, type FactPlaces } from './figures/fact-places.ts';
import { incomingStems } from './figures/fact-stems.ts';
import { LIMITS } from './figures/limits.ts';
import { filesOfMessage } from './figures/message-way.ts';
import { namesTwice } from './figures/names-twice.ts';
import { modulesOf, type Modules } from './figures/product-modules.ts';
import { roomsOf } from './figures/rooms.ts';
import { PRODUCT_ROOMS, sourcesOf, type Source } from './figures/source.ts';
import { table } from './figures/table.ts';

const SHOWN = 5;

const root = realpathSync(process.argv[2] ?? join(import.meta.dirname, '../..'));
const product = sourcesOf(root, PRODUCT_ROOMS);
const tests = sourcesOf(root, ['tests']);
const modules = modulesOf(root, [...product, ...tests]);
const outsideEvents = product.filter(({ path }) => !path.startsWith('events/'));

say('Rooms of the product: source files of their own, levels of imports inside', roomLines());
say('Exported names that exist twice', twiceLines());
say('Product files beside events/ that name a fact', placeLines(await placesOf(outsideEvents)));
say(
  'The same with tests, those of events/ left out',
  placeLines(
    await placesOf([...outsideEvents, ...tests.filter(({ path }) => !path.startsWith('tests/events/'))]),
  ),
);
say('Lines of ts, tsx, mjs and css', [
  ['product', lines(product)],
  ['tests', lines(tests)],
]);
say('Files between the queue handler and the transaction of one signature.received', await wayLines(modules));
say(
  'Bundles in bytes, minified: code; with all that lies beside it',
  bundleLines(await bundlesOf(root, modules)),
);

function say(title: string, rows: readonly (readonly (string | number)[])[]): void {
  console.log(`${title}\n${table(rows)}\n`);
}

function roomLines() {
  const rooms = roomsOf(product);
  const tooLarge = rooms.filter(({ files }) => files > LIMITS.files);
  const tooDeep = rooms.filter(({ levels }) => levels > LIMITS.levels);
  return [
    ...rooms.map(({ path, files, levels }) => [path, files, levels]),
    [`${rooms.length} rooms; more than ${LIMITS.files} files:`, tooLarge.length],
    [`more than ${LIMITS.levels} levels:`, tooDeep.length],
  ];
}

function twiceLines() {
  const twins = namesTwice(product);
  return [
    ['in ts', namesTwice(product.filter(({ path }) => path.endsWith('.ts'))).length],
    ['in ts and tsx', twins.length],
    ...twins.map(({ name, files }) => [`  ${name} ×${files.length}`, files.join(' ')]),
  ];
}

async function placesOf(sources: readonly Source[]): Promise<readonly FactPlaces[]> {
  return factPlaces(await incomingStems(modules), sources);
}

function placeLines(places: readonly FactPlaces[]) {
  const counts = places.map(({ files }) => files.length);
  return [
    ['most', Math.max(...counts)],
    ['median', median(counts)],
    [`facts with more than ${LIMITS.places}`, counts.filter((count) => count > LIMITS.places).length],
    ...places.slice(0, SHOWN).map(({ stem, files }) => [`  ${stem}`, files.length]),
  ];
}

function lines(sources: readonly Source[]): number {
  return sources.reduce((sum, source) => sum + source.lines, 0);
}

/** The language of facts is read in any case, and the twin stands where the table's store will. */
async function wayLines(loaded: Modules) {
  const files = await filesOfMessage(root, loaded);
  const twin = product.find(({ exports }) => exports.includes('inMemoryEventStore'))?.path;
  const own = files.filter((path) => !path.startsWith('events/') && path !== twin);
  return [
    ['beside events/ and the in-memory store', own.length],
    ['all', files.length],
    ...files.map((path) => [`  ${path}`]),
  ];
}

function bundleLines(bundles: readonly Bundle[]) {
  const sum = (of: 'code' | 'whole') => bundles.reduce((all, bundle) => all + bundle[of], 0);
  return [...bundles.map(({ name, code, whole }) => [name, code, whole]), ['all', sum('code'), sum('whole')]];
}
