import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Made on the machine or by others: nobody of ours looks for anything there. */
const FOREIGN = /^(?:[.].*|node_modules|dist|cdk[.]out|coverage|__pycache__)$/u;

/** Paths of all files in this folder and below it, from the root, with `/`; none where there is no such folder. */
export function filesBelow(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !FOREIGN.test(name))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(root, `${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
    );
}

/** Number of files of any kind that lie in each folder at and below these. */
export function filesByFolder(root: string, folders: readonly string[]): ReadonlyMap<string, number> {
  const files = folders.flatMap((folder) => filesBelow(root, folder));
  return new Map([...Map.groupBy(files, dirname)].map(([folder, own]) => [folder, own.length]));
}
