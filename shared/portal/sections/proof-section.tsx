import { formatDate } from '../../domain/dates/german-dates.ts';
import { isCopyOfText, type PublicScan, type PublicZielvereinbarung } from '../model/page-model.ts';
import { pagesText } from '../../words/numbers.ts';
import { fileSize, partyName } from '../wording.ts';

type Props = { readonly model: PublicZielvereinbarung };

/** Hashes of the terms, the public PDF and each archived scan, and what they prove and what not. */
export function ProofSection({ model }: Props) {
  return (
    <section aria-labelledby="nachweise">
      <h2 id="nachweise">Nachweise</h2>
      <p class="note">
        Eine Prüfsumme (SHA-256) zeigt, dass eine Datei seit der Veröffentlichung nicht verändert wurde. Sie
        zeigt nicht, ob eine Unterschrift echt ist. Abbilder sind Scans der unterschriebenen Papiere; sie
        liegen unverändert im Archiv und werden nicht veröffentlicht. Das Original ist das Papier.
      </p>
      <dl class="proof">
        <dt>Regelungen der Fassung {model.fassung} (fassungHash)</dt>
        <dd>
          <code>{model.fassungHash}</code>
        </dd>
        <dt>
          Öffentliche Datei <a href="vereinbarung.pdf">vereinbarung.pdf</a>, {fileSize(model.pdf.size)}
        </dt>
        <dd>
          <code>{model.pdf.sha256}</code>
        </dd>
        <SuppliedText model={model} />
        {model.cancelled?.documentSha256 !== undefined && (
          <>
            <dt>Dokument über die Aufhebung (nicht veröffentlicht)</dt>
            <dd>
              <code>{model.cancelled.documentSha256}</code>
            </dd>
          </>
        )}
        {model.scans.map((scan) => (
          <Scan key={scan.sha256} scan={scan} model={model} />
        ))}
      </dl>
    </section>
  );
}

/** What is published shows the pages of a supplied text, and is another file: both hashes are named (rule 8). */
function SuppliedText({ model }: Props) {
  if (!isCopyOfText(model)) return null;
  return (
    <>
      <dt>
        Eingereichter Vertragstext (nicht veröffentlicht): Die öffentliche Datei zeigt dieselben Seiten ohne
        Angaben zum Verfasser und ohne Metadaten
      </dt>
      <dd>
        <code>{model.textDocument?.sha256}</code>
      </dd>
    </>
  );
}

function Scan({ scan, model }: Props & { readonly scan: PublicScan }) {
  const parties = scan.parties.map((party) => partyName(party, model));
  const pages = pagesText(scan.pages);
  return (
    <>
      <dt>
        Abbild mit Unterschrift: {parties.join(' und ')} ({pages}, {fileSize(scan.size)}, archiviert
        mindestens bis {formatDate(scan.retainUntil)})
      </dt>
      <dd>
        <code>{scan.sha256}</code>
        {scan.hasOtherCode === true && (
          <p class="note">
            Auf diesem Papier steht ein QR-Code, der nicht zu dieser Fassung gehört. Zwei Personen haben es
            geprüft und angenommen.
          </p>
        )}
      </dd>
    </>
  );
}
