import { z } from 'zod';
import type { Party } from '../../../events/primitives.ts';
import { until, type Staff } from '../../stage/borders.ts';
import { scanOfPaper } from '../paper.ts';
import { confirmed, documentOf, uploaded } from '../papers.ts';
import type { Player } from './cast.ts';
import { STORY_SOURCES, type Letter, type PostOffice } from './post.ts';

/** Who signs in the story, and when and where. */
const SIGNATURES: Readonly<Record<Party, { name: string; place: string; date: string; asWritten: string }>> =
  {
    land: { name: 'Heike Hofmann', place: 'Wiesbaden', date: '2025-08-02', asWritten: '2.8.2025' },
    kommune: { name: 'Erika Mustermann', place: 'Kreisstadt', date: '2025-08-14', asWritten: '14.08.2025' },
  };

/** What signing needs. */
export type Offices = { readonly land: Staff; readonly post: PostOffice };

/** A party declares its signature on a Fassung, through its own system. */
export function signatureOf({ subject, ags, office }: Player, party: Party, fassung: number): Letter {
  const { name, place, date, asWritten } = SIGNATURES[party];
  return {
    type: 'SignatureReceived',
    subject,
    source: { land: STORY_SOURCES.hmsi, kommune: STORY_SOURCES.kreis(ags) }[party],
    time: `${date}T14:00:00Z`,
    data: {
      fassung,
      party,
      signatory: { name, office: { land: 'Staatsministerin', kommune: office }[party] },
      place,
      signedOn: { date, asWritten },
      method: 'handwritten',
    },
  };
}

/** Prints the Fassung, signs it, scans it, uploads the scan and ticks what is visible on it. */
export async function scanSigned(
  { land }: Offices,
  player: Player,
  { fassung, signedBy }: { fassung: number; signedBy: readonly Party[] },
): Promise<void> {
  const signingPdf = await signingPdfOf(land, player, fassung);
  const scan = await scanOfPaper({ signingPdf, signedBy, seed: Number(player.ags) + fassung });
  const { uploadId } = await uploaded(land, scan, {
    zielvereinbarung: player.subject,
    parties: signedBy,
    fileName: `Zielvereinbarung-${player.ags}-Fassung-${fassung}.pdf`,
    originalLocation: 'HMSI, Registratur',
  });
  await confirmed(land, uploadId, { fassung, signaturesVisible: signedBy });
}

const documents = z.looseObject({
  documents: z.array(z.object({ kind: z.string(), fassung: z.number(), sha256: z.string() })),
});

async function signingPdfOf(land: Staff, { subject }: Player, fassung: number): Promise<Uint8Array> {
  const sha256 = await until(`the PDF for signing of ${subject}`, async () => {
    const { status, body } = await land.get(`/v1/zielvereinbarungen/${subject}`);
    if (status !== 200) return undefined;
    return documents
      .parse(body)
      .documents.find((document) => document.kind === 'signing' && document.fassung === fassung)?.sha256;
  });
  return documentOf(land, subject, sha256);
}
