import { z } from 'zod';
import { asked, type Staff, type UploadStatus } from '../stage/borders.ts';

const link = z.looseObject({ url: z.string() });

/** The bytes of a document that we produced, over its five-minute link. */
export async function documentOf(staff: Staff, subject: string, sha256: string): Promise<Uint8Array> {
  const { body } = await staff.get(`/v1/zielvereinbarungen/${subject}/documents/${sha256}`);
  return new Uint8Array(await (await asked(link.parse(body).url)).arrayBuffer());
}

/** Uploads a scan. @throws Error where the inspection did not let it into the archive. */
export async function uploaded(
  staff: Staff,
  scan: Uint8Array,
  claim: Parameters<Staff['upload']>[1],
): Promise<{ readonly uploadId: string; readonly status: UploadStatus }> {
  const result = await staff.upload(scan, claim);
  if (result.status.state !== 'archived')
    throw new Error(`The scan was not archived: ${JSON.stringify(result.status)}`);
  return result;
}

/** Confirms what a complete scan shows. @throws Error where the confirmation was refused. */
export async function confirmed(
  staff: Staff,
  uploadId: string,
  confirmation: { readonly fassung: number } & Readonly<Record<string, unknown>>,
): Promise<void> {
  const body = { pagesComplete: true, ...confirmation };
  const answer = await staff.post(`/v1/uploads/${uploadId}/confirmation`, body);
  if (answer.status !== 200) throw new Error(`The confirmation was refused: ${JSON.stringify(answer.body)}`);
}
