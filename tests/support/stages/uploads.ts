import type { Upload, Uploads } from '../../../shared/application/ports/uploads.ts';

/** Announced uploads in memory, with the promises of the table. */
export function memoryUploads(uploads: Map<string, Upload>): Uploads {
  const counts = new Map<string, number>();
  return {
    announce(upload, { party, ags = '', day, limit }) {
      const key = `${party} ${ags} ${day}`;
      const count = counts.get(key) ?? 0;
      if (count >= limit) return Promise.resolve('exhausted');
      if (uploads.has(upload.uploadId)) return Promise.resolve('known');
      uploads.set(upload.uploadId, upload);
      counts.set(key, count + 1);
      return Promise.resolve('announced');
    },
    get: (id) => Promise.resolve(uploads.get(id)),
  };
}
