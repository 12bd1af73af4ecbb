/** Facts about the file that stand in its metadata. */
export type PdfMetadata = { readonly title: string; readonly subject: string; readonly createdAt: string };

/** The information dictionary; the same instant gives the same bytes. */
export function informationOf({ title, subject, createdAt }: PdfMetadata): PDFKit.DocumentInfo {
  return {
    Title: withoutMarkup(title),
    Subject: withoutMarkup(subject),
    Author: 'Land Hessen',
    Creator: 'Zielvereinbarungen',
    Producer: 'PDFKit',
    CreationDate: new Date(createdAt),
  };
}

/**
 * Declares PDF/UA-1 in a PDF/A-2a file: the identifier and the schema that PDF/A asks for beside it
 * (ISO 19005-2, 6.6.2.3.3). pdfkit's own PDF/UA subset leaves the PDF/A identifier out.
 */
export const pdfUaIdentifier = `
        <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
            <pdfuaid:part>1</pdfuaid:part>
        </rdf:Description>
        <rdf:Description rdf:about=""
            xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
            xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
            xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
            <pdfaExtension:schemas>
                <rdf:Bag>
                    <rdf:li rdf:parseType="Resource">
                        <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
                        <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
                        <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
                        <pdfaSchema:property>
                            <rdf:Seq>
                                <rdf:li rdf:parseType="Resource">
                                    <pdfaProperty:name>part</pdfaProperty:name>
                                    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
                                    <pdfaProperty:category>internal</pdfaProperty:category>
                                    <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
                                </rdf:li>
                            </rdf:Seq>
                        </pdfaSchema:property>
                    </rdf:li>
                </rdf:Bag>
            </pdfaExtension:schemas>
        </rdf:Description>
        `;

/** pdfkit writes the title into XML as it stands. */
function withoutMarkup(text: string): string {
  return text.replaceAll('&', '+').replaceAll('<', '‹').replaceAll('>', '›');
}
