import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  type LocalStage,
  readEndpoints,
  removeEndpoints,
  wireInFolder,
  writeEndpoints,
} from '../../../cli/stage/endpoints.ts';
import { runningStage } from '../../../cli/stage/running-stage.ts';
import { LocalStageFailure } from '../../../cli/terminal/failure.ts';
import { moveToPort, readNote, writeNote } from '../../../cli/local/emulator-state.ts';
import { stateFolderOf } from '../../../cli/stage/state-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'local-stage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stage: LocalStage = {
  endpointUrl: 'http://127.0.0.1:4000',
  region: 'eu-central-1',
  accessKeyId: 'local',
  secretAccessKey: 'local',
  ingressQueueUrl: 'http://127.0.0.1:4000/000000000000/ingress.fifo',
  ingressDlqUrl: 'http://127.0.0.1:4000/000000000000/dead.fifo',
  internalQueueUrl: 'http://127.0.0.1:4000/000000000000/internal.fifo',
  inspectionQueueUrl: 'http://127.0.0.1:4000/000000000000/inspection',
  internalDlqUrl: 'http://127.0.0.1:4000/000000000000/internal-dead.fifo',
  tableName: 'log',
  inboxBucket: 'inbox',
  archiveBucket: 'archive',
  portalBucket: 'portal',
  eventBusName: 'bus',
  subscriberQueueUrl: 'http://127.0.0.1:4000/000000000000/subscriber',
  apiUrl: 'http://127.0.0.1:4000/_aws/execute-api/abc/$default',
  portalUrl: 'http://d1.cloudfront.localhost:4000/',
  staffUrl: 'http://d2.cloudfront.localhost:4000/',
  issuer: 'https://cognito-idp.eu-central-1.amazonaws.com/pool',
  userPoolId: 'pool',
  userPoolClientId: 'client',
  tokenUrl: 'http://127.0.0.1:4000/oauth2/token',
  clients: [
    { name: 'rp', source: 'https://rp.example', clientId: 'machine', clientSecret: 'drawn-by-the-pool' },
  ],
  settings: { EVENT_PREFIX: 'org.example', RETENTION_DAYS: '1', LOCK_MODE: 'GOVERNANCE' },
  users: [{ email: 'land@zielvereinbarungen.example', password: 'Z-aA1', groups: ['land'] }],
};

describe('the announcement of the local stage', () => {
  test('appears whole, for its owner only, and goes with the stage', () => {
    expect(readEndpoints(folder)).toBeUndefined();
    writeEndpoints(folder, stage);
    expect(readEndpoints(folder)).toEqual(stage);
    expect(statSync(stateFolderOf(folder).endpoints).mode & 0o777).toBe(0o600);
    removeEndpoints(folder);
    removeEndpoints(folder);
    expect(readEndpoints(folder)).toBeUndefined();
  });

  test('without the prefix of its event types is refused, with what to do', () => {
    const { EVENT_PREFIX: _, ...settings } = stage.settings;
    const file = stateFolderOf(folder).endpoints;
    writeFileSync(file, JSON.stringify({ ...stage, settings }));
    const says = `In ${file} fehlt oder stimmt nicht: settings.EVENT_PREFIX. Ein früherer Stand des Programms hat die Datei geschrieben. Starten Sie die lokale Stage neu mit: npm start`;
    const asks = [() => readEndpoints(folder), () => runningStage(folder), () => wireInFolder(folder)];
    for (const ask of asks) expect(ask).toThrow(new LocalStageFailure(says));
    removeEndpoints(folder);
    expect(wireInFolder(folder).prefix).toBe('de.hessen.aqb');
  });
});

describe('the state of the emulator', () => {
  test('remembers its port, and who runs it', () => {
    const state = stateFolderOf(folder);
    expect(readNote(state)).toBeUndefined();
    const running = { pid: 1, owner: 2, isStopping: false };
    writeNote(state, { port: 4000, running });
    expect(readNote(state)).toEqual({ port: 4000, running });
  });

  test('moves to another port with every address in it', () => {
    const state = stateFolderOf(folder);
    mkdirSync(state.services, { recursive: true });
    const file = join(state.services, 'sqs.json');
    writeFileSync(file, '{"http://localhost:4000/0/queue":1,"other":"http://localhost:4001/"}');
    moveToPort(state, 4000, 5000);
    expect(readFileSync(file, 'utf8')).toBe(
      '{"http://localhost:5000/0/queue":1,"other":"http://localhost:4001/"}',
    );
  });
});
