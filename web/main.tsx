import '@kern-ux/native/dist/kern.css';
import './styles/index.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { readSettings } from './settings.ts';
import { openSession } from './session/session.ts';

const settings = readSettings();
const place = document.querySelector('#app');
if (place !== null) {
  const session = await openSession(settings);
  render(<App settings={settings} session={session} />, place);
}
