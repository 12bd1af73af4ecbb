import '@kern-ux/native/dist/kern.css';
import './styles/index.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { forgetOldPhotos } from './browser/stored-photos.ts';
import { forgetOldUploads } from './pages/upload/transfer/unfinished-uploads.ts';
import { readSettings } from './settings.ts';
import { openSession } from './session/session.ts';

// whoever signs in, and where nobody does
void forgetOldPhotos();
void forgetOldUploads();

const settings = readSettings();
const place = document.querySelector('#app');
if (place !== null) {
  const session = await openSession(settings);
  render(<App settings={settings} session={session} />, place);
}
