import { CLOCKS_DIFFER_MS } from '../chain.ts';
import type { Course, Published } from '../course/course-model.ts';
import type { Complain, Evidence, PortalWrite, StoredObject } from '../evidence.ts';
import { parsed, sha256, textAt } from '../json.ts';
import { dataProblems, leaksOf } from './portal-data.ts';
import { auditLists } from './portal-lists.ts';

const FILES = ['index.html', 'index.json', 'vereinbarung.pdf'] as const;
const SHARED = /^(?:index\.html|404\.html|zielvereinbarungen\/\d{4}\/index\.html)$/u;

/**
 * I7: no file goes back to an older revision, not even after it was removed. The same bytes under an older number
 * take nothing back: all revisions of a Fassung share one reading PDF, and S3 tells objects apart by their bytes.
 */
export function auditForward(writes: readonly PortalWrite[], complain: Complain): void {
  const newest = new Map<string, PortalWrite>();
  for (const write of writes) {
    const { key, revision, deleted, by, sha256: hash } = write;
    if (deleted === true) continue;
    const before = newest.get(key);
    const isBack = before !== undefined && revision < before.revision;
    if (isBack && (hash === undefined || hash !== before.sha256))
      complain('I7', `${key} went from ${before.revision} back to ${revision}, by ${by}`);
    if (!isBack) newest.set(key, write);
  }
}

/** I6: no page is recorded as readable before it lies there (d-7); where somebody noted the time of writing. */
export function auditReadable(
  { published, subject }: Course,
  writes: readonly PortalWrite[],
  complain: Complain,
): void {
  for (const page of published) {
    const key = `${folderOf(page)}index.html`;
    const [first] = writes.filter((write) => write.key === key && write.revision >= page.revision);
    if (first?.at !== undefined && Date.parse(first.at) > Date.parse(page.recordedAt) + CLOCKS_DIFFER_MS)
      complain('I6', `revision ${page.revision} was recorded as readable before it was written`, subject);
  }
}

/** I6: what lies on the portal is a function of the logs. Only of what has come to rest. */
export function auditPortal(
  { portal }: Pick<Evidence, 'portal'>,
  courses: readonly Course[],
  complain: Complain,
): void {
  const files = new Map(portal.map((file) => [file.key, file]));
  const expected = new Set<string>();
  for (const course of courses) {
    const folder = folderOf(course.published.at(-1));
    if (folder === undefined) continue;
    for (const name of FILES) expected.add(`${folder}${name}`);
    for (const problem of folderProblems(course, folder, files)) complain('I6', problem, course.subject);
  }
  for (const problem of auditLists(files, courses)) complain('I6', problem);
  for (const file of portal)
    if (!expected.has(file.key) && !SHARED.test(file.key) && !isNotice(file, files, courses))
      complain('I6', `nobody published ${file.key}`);
}

function folderOf(page: Published | undefined): string | undefined {
  return page?.permalink.replace(/^\//u, '');
}

type Files = ReadonlyMap<string, StoredObject>;

function folderProblems(course: Course, folder: string, files: Files): readonly string[] {
  return FILES.flatMap((name) => {
    const file = files.get(`${folder}${name}`);
    if (file === undefined) return [`${folder}${name} is missing`];
    return course.readable === undefined
      ? goneProblems(course, file)
      : pageProblems(file, name, course.readable);
  }).concat(course.readable === undefined ? [] : dataProblems(course, files.get(`${folder}index.json`)));
}

const HASH = {
  'index.html': 'pageSha256',
  'index.json': 'jsonSha256',
  'vereinbarung.pdf': 'pdfSha256',
} as const;

function pageProblems(file: StoredObject, name: (typeof FILES)[number], page: Published): readonly string[] {
  const { key, bytes, metadata } = file;
  const problems: string[] = [];
  if (sha256(bytes) !== page[HASH[name]]) problems.push(`${key} has other bytes than were recorded`);
  if (!isNumbered(file, name, page)) problems.push(`${key} says another revision`);
  if (metadata['sha256'] !== sha256(bytes)) problems.push(`${key} says another hash than its bytes have`);
  if (metadata['status'] !== undefined) problems.push(`${key} is public and answers ${metadata['status']}`);
  return problems;
}

/** A reading PDF of several revisions may bear the number of an earlier one. */
function isNumbered({ metadata }: StoredObject, name: (typeof FILES)[number], page: Published): boolean {
  const revision = Number(metadata['revision']);
  return name === 'vereinbarung.pdf'
    ? revision >= 1 && revision <= page.revision
    : revision === page.revision;
}

function goneProblems(course: Course, file: StoredObject): readonly string[] {
  const { key, metadata } = file;
  const problems: string[] = [];
  if (metadata['status'] !== '410') problems.push(`${key} was taken back and does not answer 410`);
  if (!(Number(metadata['revision']) > (course.published.at(-1)?.revision ?? 0)))
    problems.push(`${key} was taken back at no later revision`);
  return [...problems, ...leaksOf(course, file)];
}

/** What was taken back before it was recorded as readable leaves a notice, in a folder that no log names. */
function isNotice(file: StoredObject, files: Files, courses: readonly Course[]): boolean {
  const { key, metadata } = file;
  const folder = key.slice(0, key.lastIndexOf('/') + 1);
  if (metadata['status'] !== '410' || !FILES.some((name) => key === `${folder}${name}`)) return false;
  const data = files.get(`${folder}index.json`);
  const named = data && textAt(parsed(new TextDecoder().decode(data.bytes)), 'id');
  const unread = courses.filter((course) => course.wasDue && course.published.length === 0);
  return unread.some(
    (course) => named === undefined || (course.subject === named && leaksOf(course, file).length === 0),
  );
}
