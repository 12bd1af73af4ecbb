// `node tests/architecture/figures.ts [ROOT]`: how large the rooms are, how far a message walks, how often one
// thing is named. ROOT is a checkout of this repository, this one where absent; of its layout only the top-level
// rooms are taken for granted, so that a release before and what came after are measured alike.
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { bundlesOf, type Bundle } from './figures/bundles.ts';
import { factPlaces, median, type FactPlaces } from './figures/fact-places.ts';
import { incomingStems } from './figures/fact-stems.ts';
import { LIMITS } from './figures/limits.ts';
import { wayOfMessage, type MessageWay } from './figures/message-way.ts';
import { namesTwice } from './figures/names-twice.ts';
import { modulesOf } from './figures/product-modules.ts';
import { roomsOf } from './figures/rooms.ts';
import { PRODUCT_ROOMS, sourcesOf, type Source } from './figures/source.ts';
import { table } from './figures/table.ts';
import { comebacks } from './figures/trace.ts';

const SHOWN = 5;

const root = realpathSync(process.argv[2] ?? join(import.meta.dirname, '../..'));
const product = sourcesOf(root, PRODUCT_ROOMS);
const tests = sourcesOf(root, ['tests']);
const modules = modulesOf(root, [...product, ...tests]);
// Before anything else of the checkout is loaded: its files are traced as they are loaded.
const way = await wayOfMessage(root, modules);
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
say(
  'Between the queue handler and the transaction of one signature.received: files, entries into one left before',
  wayLines(way),
);
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
function wayLines({ files, entered }: MessageWay) {
  const twin = product.find(({ exports }) => exports.includes('inMemoryEventStore'))?.path;
  const isOwn = (path: string) => !path.startsWith('events/') && path !== twin;
  return [
    ['beside events/ and the in-memory store', files.filter(isOwn).length, comebacks(entered.filter(isOwn))],
    ['all', files.length, comebacks(entered)],
    ...files.map((path) => [`  ${path}`]),
  ];
}

function bundleLines(bundles: readonly Bundle[]) {
  const sum = (of: 'code' | 'whole') => bundles.reduce((all, bundle) => all + bundle[of], 0);
  return [...bundles.map(({ name, code, whole }) => [name, code, whole]), ['all', sum('code'), sum('whole')]];
}
