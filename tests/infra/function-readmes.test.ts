import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeIn, rowsIn, sectionOf, sectionsOf } from '../support/markdown.ts';
import { permissionsOf } from './resources.ts';
import { production, synthesise } from './stage-templates.ts';

const ROOT = join(import.meta.dirname, '../..');
const { processing } = synthesise(production);

/** How the READMEs call a resource, by what its reference in the template says. */
const CALLED: readonly (readonly [reference: RegExp, name: string])[] = [
  [/LogTable\w+StreamArn/u, 'stream of the table'],
  [/LogTable\w+Arn/u, 'table'],
  [/InboxBucket/u, 'inbox'],
  [/ArchiveBucket/u, 'archive'],
  [/PortalBucket/u, 'portal'],
  [/WorkplaceBucket/u, 'workplace'],
  [/RecordingIngressQueue/u, 'queue `ingress`'],
  [/RecordingInternalQueue/u, 'queue `internal`'],
  [/ScansUploadsQueue/u, 'queue `uploads`'],
  [/DocumentsReleasedQueue/u, 'queue `released`'],
  [/ReaderGivenUp/u, 'queue of records given up'],
  [/RelayBus/u, 'bus'],
  [/StaffPool/u, 'user pool'],
  [/AccountKeySecret/u, 'key of pseudonyms'],
  [/:identity\//u, 'sender’s domain'],
];

const FUNCTIONS = readdirSync(join(ROOT, 'functions')).map((folder) => ({
  folder,
  page: readFileSync(join(ROOT, 'functions', folder, 'README.md'), 'utf8'),
}));

describe('the README of each function', () => {
  test.each(FUNCTIONS)('$folder has its four parts in their order', ({ folder, page }) => {
    expect(page.split('\n')[0]).toBe(`# ${folder}`);
    expect(sectionsOf(page).map(({ title }) => title)).toEqual([
      'Purpose',
      'Flow',
      'Touches',
      'Peculiarities',
    ]);
  });

  test.each(FUNCTIONS)('$folder tells its flow in numbered steps, with the files', ({ page }) => {
    const steps = [...sectionOf(page, 'Flow').matchAll(/^(?<number>\d+)\. (?<step>.+)$/gmu)];
    expect(steps.map(({ groups }) => Number(groups?.['number']))).toEqual(steps.map((_, at) => at + 1));
    expect(steps.length).toBeGreaterThan(3);
    const files = steps.flatMap(({ groups }) =>
      codeIn(groups?.['step'] ?? '').filter((code) => /^[a-z].*\/.*\.tsx?$/u.test(code)),
    );
    expect(files.length).toBeGreaterThanOrEqual(steps.length - 1);
  });

  test.each(FUNCTIONS)('$folder touches what its role may touch, and nothing else', ({ folder, page }) => {
    expect(toldIn(page)).toEqual(grantedTo(folder));
    expect(sectionOf(page, 'Touches')).toContain(
      'And, like every function, its own log and its traces. Nothing else.',
    );
  });

  test('no right goes by without a name', () => {
    expect(
      FUNCTIONS.flatMap(({ folder }) => grantedTo(folder)).filter((line) => /[{}"]/u.test(line)),
    ).toEqual([]);
    expect(nameOf({ Ref: 'Unheard' })).toBe('{"Ref":"Unheard"}');
  });
});

/** `table: dynamodb:GetItem`, each once and sorted, as the README says it. */
function toldIn(page: string): readonly string[] {
  const lines = rowsIn(sectionOf(page, 'Touches')).flatMap(([resources = '', actions = '']) =>
    resources
      .split(/, (?=queue )/u)
      .flatMap((resource) => codeIn(actions).map((action) => `${plain(resource)}: ${action}`)),
  );
  return lines.toSorted();
}

/** The same as the templates have it; of the own log and traces nobody need speak. */
function grantedTo(folder: string): readonly string[] {
  const lines = permissionsOf(processing, pascal(folder)).flatMap(({ Action, Resource }) =>
    [Resource].flat().flatMap((resource) => Action.map((action) => `${nameOf(resource)}: ${action}`)),
  );
  const isOwn = (line: string) => /: (?:logs|xray):/u.test(line);
  return [...new Set(lines.filter((line) => !isOwn(line)))].toSorted();
}

/** A resource as the READMEs call it, with the keys below it where not all are meant; unknown ones as they are. */
function nameOf(resource: unknown): string {
  const reference = JSON.stringify(resource);
  const found = CALLED.find(([pattern]) => pattern.test(reference));
  if (found === undefined) return reference;
  const [, keys = '*'] = /"\/(?<keys>[^"]*\*)"/u.exec(reference) ?? [];
  return plain(keys === '*' ? found[1] : `${found[1]}, ${keys}`);
}

const plain = (name: string) => name.replaceAll('`', '').replaceAll("'", '’').trim();

function pascal(folder: string): string {
  return folder.replaceAll(/(?:^|-)(?<first>[a-z])/gu, (...[, first]) => String(first).toUpperCase());
}
