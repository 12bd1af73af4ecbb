import { pdfkitFiles } from '../../shared/adapters/pdf-writer/pdfkit-files.ts';

/** What lies beside the bundle: typeface and colour profile of the PDF writer. */
export const bundling = { files: pdfkitFiles } as const;
