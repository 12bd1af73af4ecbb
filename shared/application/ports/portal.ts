import type { DocumentModel } from '../../documents/document-model.ts';

/** A public file of one revision of a page. */
export type PortalFile = {
  /** Path from the root of the portal, `zielvereinbarungen/2025/limburg-weilburg/index.html`. */
  readonly path: string;
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly revision: number;
  /** 410 for what was withdrawn. */
  readonly status?: 410;
  /** Written only in the place of an existing file: nothing public, nothing to take back. */
  readonly onlyIfThere?: boolean;
};

/** `superseded`: a newer revision lies there and stays. `moved`: somebody wrote meanwhile; try again. */
export type Written = 'written' | 'unchanged' | 'superseded' | 'moved';

/** The public site: forward only, never two truths. */
export interface PortalSite {
  write(file: PortalFile): Promise<Written>;
  /** A file that several publications share; written on what was just read. */
  replaceShared(path: string, file: Pick<PortalFile, 'body' | 'contentType'>): Promise<Written>;
}

/** Writes PDFs: the same document and options give the same bytes. */
export interface PdfWriter {
  readonly rendererVersion: string;
  write(
    model: DocumentModel,
    options: {
      readonly title: string;
      readonly createdAt: string;
      readonly footer?: string;
      readonly qrTextOfPage?: (page: number, pages: number) => string;
    },
  ): Promise<Uint8Array>;
}
