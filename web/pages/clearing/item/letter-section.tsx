import { useState } from 'preact/hooks';
import type { ClearingItemView } from '../../../api/types.ts';
import { useAnnounce } from '../../../components/announcer.tsx';
import { Button } from '../../../components/button.tsx';
import { letterOf } from './letter.ts';

/** What the sender's system was told already, and a text for the people behind it, to copy or print. */
export function LetterSection({ item }: { readonly item: ClearingItemView }) {
  const letter = letterOf(item);
  const announce = useAnnounce();
  const [said, setSaid] = useState('');
  const copy = async () => {
    const done = await navigator.clipboard.writeText(letter).then(
      () => 'Der Text ist kopiert.',
      () =>
        'Der Browser lässt das Kopieren nicht zu. Bitte markieren Sie den Text und kopieren Sie ihn selbst.',
    );
    setSaid(done);
    announce(done);
  };
  return (
    <section class="stack" aria-labelledby="absender">
      <h2 class="kern-heading-medium" id="absender">
        Absender informieren
      </h2>
      <p class="kern-body">
        Schon geschehen: Die Ablehnung ging als Ereignis <code>event.refused</code> mit Grund und Feld auf den
        Ereignisbus, an jedes System, das ihn abonniert hat. {receiptSentence(item)} Menschen beim Absender
        erreicht das nur, wenn ihr System es ihnen zeigt; für sie ist dieser Text. Er enthält nichts vom
        Inhalt der Meldung.
      </p>
      <div class="desk-letter" role="region" aria-label="Text für den Absender" tabIndex={0}>
        <pre>{letter}</pre>
      </div>
      <div class="cluster no-print">
        <Button onClick={() => void copy()}>Text kopieren</Button>
        <Button onClick={() => print()}>Seite drucken</Button>
        {said !== '' && <span class="kern-body">{said}</span>}
      </div>
    </section>
  );
}

/** Only who said who they are and how the message is called can ask what became of it. */
function receiptSentence({ source, id }: Pick<ClearingItemView, 'source' | 'id'>): string {
  return source === undefined || id === undefined
    ? 'Absender oder Kennung fehlen in der Nachricht; deshalb kann niemand eine Quittung dafür abrufen.'
    : `Dasselbe steht in der Quittung, die ${source} unter /v1/events abrufen kann.`;
}
