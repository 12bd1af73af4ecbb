import type { ComponentChildren } from 'preact';
import { Button, Icon, type IconName } from '../../components/button.tsx';
import { isAboutText, Places } from '../../components/places.tsx';
import { useWorkplace } from '../../session/session-context.ts';
import { sizeText } from '../../words/numbers.ts';
import { PARTY_NAMES } from '../../../shared/words/parties.ts';
import { percentOf, progressSentence, zielvereinbarungName } from './sentences.ts';
import { canBeCancelled, isUploading, type FileClaim, type UploadProgress } from './transfer/upload.ts';
import type { Line, RunningUploads } from './transfer/uploads.ts';

export type UploadLineProps = {
  readonly line: Line;
  readonly uploads: RunningUploads;
  readonly onDismiss: (key: string) => void;
};

/** One file: what it is, how far it is, and what can be done with it now. */
export function UploadLine({ line, uploads, onDismiss }: UploadLineProps) {
  const { upload, progress } = line;
  const { name, size, sha256, claim } = upload;
  return (
    <li class="upload">
      <h3 class="kern-title">{name}</h3>
      <p class="kern-body kern-body--small upload__facts">
        {sizeText(size)} · {claimText(claim)}
      </p>
      {sha256 !== undefined && (
        <p class="kern-body kern-body--small upload__facts">
          SHA-256: <code>{sha256}</code>
        </p>
      )}
      <ProgressBar name={name} progress={progress} />
      <p class="kern-body upload__state">
        <Icon name={ICONS[toneOf(progress)]} />
        <span>{progressSentence(progress)}</span>
      </p>
      <Next progress={progress} name={name} />
      <Choices line={line} uploads={uploads} onDismiss={onDismiss} />
    </li>
  );
}

/** What the person can do with the file now. */
function Choices({ line: { upload, progress }, uploads, onDismiss }: UploadLineProps) {
  const { key, name } = upload;
  const choice = (words: string, onClick: () => void) => (
    <Button kind="tertiary" label={`${words}: ${name}`} onClick={onClick}>
      {words}
    </Button>
  );
  const { step } = progress;
  const isOpen = canBeCancelled(progress);
  return (
    <div class="cluster">
      {step === 'asking' && choice('Trotzdem hochladen', () => uploads.wantTwice(key))}
      {step === 'halted' && choice('Fortsetzen', () => uploads.retry(key))}
      {step === 'slow' && choice('Noch einmal nachsehen', () => uploads.retry(key))}
      {isOpen && choice(step === 'asking' ? 'Nicht hochladen' : 'Abbrechen', () => uploads.cancel(key))}
      {!isOpen && !isUploading(progress) && choice('Aus der Liste nehmen', () => onDismiss(key))}
    </div>
  );
}

function ProgressBar({ name, progress }: { readonly name: string; readonly progress: UploadProgress }) {
  if (progress.step !== 'sending' && progress.step !== 'inspecting') return null;
  const percent = progress.step === 'sending' ? percentOf(progress) : 100;
  return (
    <div class="kern-progress">
      <progress aria-label={`${name}: hochgeladen`} value={percent} max={100} />
    </div>
  );
}

const SCAN_PAGE = 'Zur Seite dieses Scans';

/** Where the person goes from here. */
function Next({ progress, name }: { readonly progress: UploadProgress; readonly name: string }) {
  const { settings } = useWorkplace();
  const link = (href: string, words: ComponentChildren) => (
    <p class="kern-body">
      <a class="kern-link" href={href}>
        {words}
        <span class="kern-sr-only">: {name}</span>
      </a>
    </p>
  );
  if (progress.step === 'asking')
    return link(`/hochladen/${progress.known.uploadId}`, 'Archivierten Scan ansehen');
  if (progress.step === 'slow') return link(`/hochladen/${progress.uploadId}`, SCAN_PAGE);
  if (progress.step !== 'settled') return null;
  // Where the stage asks for four eyes, somebody else confirms: that page says who, and is passed on.
  return settings.fourEyes && progress.view.state === 'archived'
    ? link(`/hochladen/${progress.view.uploadId}`, SCAN_PAGE)
    : nextOf(progress.view, link);
}

type Settled = Extract<UploadProgress, { step: 'settled' }>;

function nextOf(
  { state, uploadId, proposal, reason, places }: Settled['view'],
  link: (href: string, words: ComponentChildren) => ComponentChildren,
) {
  if (state === 'refused' && isAboutText(reason)) return <Places of={places?.map((place) => place.text)} />;
  if (state === 'refused')
    return (
      <p class="kern-body">Was Sie tun können: die Ursache beheben und die neue Datei hier hochladen.</p>
    );
  if (state === 'archived') return link(`/hochladen/${uploadId}`, 'Jetzt prüfen und bestätigen');
  const proposed = proposal?.['subject'];
  return (
    <>
      <p class="kern-body">
        {typeof proposed === 'string'
          ? `Vorschlag aus dem QR-Code: ${zielvereinbarungName(proposed)}.`
          : 'Auf dem Scan war kein QR-Code zu lesen.'}
      </p>
      {link(`/hochladen/${uploadId}`, 'Jetzt zuordnen')}
    </>
  );
}

function claimText({ zielvereinbarung, parties }: FileClaim): string {
  const target =
    zielvereinbarung === undefined ? 'Zuordnung aus dem QR-Code' : zielvereinbarungName(zielvereinbarung);
  const signed = parties.map((party) => PARTY_NAMES[party]).join(' und ');
  return signed === '' ? target : `${target} · Unterschrift: ${signed}`;
}

type Tone = 'working' | 'good' | 'look' | 'bad';

const ICONS: Readonly<Record<Tone, IconName>> = {
  working: 'drive-folder-upload',
  good: 'success',
  look: 'warning',
  bad: 'danger',
};

function toneOf(progress: UploadProgress): Tone {
  if (progress.step === 'settled')
    return ({ archived: 'good', refused: 'bad', unassigned: 'look', announced: 'working' } as const)[
      progress.view.state
    ];
  if (progress.step === 'unfit') return 'bad';
  return progress.step !== 'waiting' && isUploading(progress) ? 'working' : 'look';
}
