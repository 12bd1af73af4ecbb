// `npm run test:contract [-- EXAMPLES [SEED]]`: starts a stage of its own and fires at its API by its own contract.
import { z } from 'zod';
import { drafted, released } from '../support/given.ts';
import { asCloudEvent } from '../support/recorder.ts';
import { clientsOf, stageFolder, start } from '../end-to-end/stage.ts';
import { fire, installFuzzer, type Fire } from './fuzzer.ts';

/** Fifteen operations for a person, two of them for a system: more than 5,000 requests. */
const [examples = 350, seed = 20_250_814] = process.argv.slice(2).map(Number);
const say = (line: string) => void process.stdout.write(`${line}\n`);

installFuzzer(say);
const { folder, remove } = await stageFolder();
const stage = await start(folder);
try {
  const { apiUrl, tokenUrl, clients, users } = stage.endpoints;
  const { borders } = clientsOf(stage.endpoints);
  for (const fact of [drafted(), released()]) await borders.emit(asCloudEvent(fact));
  const url = apiUrl.replace(/\/$/u, '');
  // A token is good for fifteen minutes: each is fetched when it is used.
  const shots: readonly (readonly [
    string,
    Omit<Fire, 'seed' | 'url' | 'token'> & { readonly token: () => Promise<string> },
  ])[] = [
    ['das Ministerium', { token: () => borders.tokenOf('land'), examples }],
    [
      'eine Gebietskörperschaft',
      { token: () => borders.tokenOf('kommune'), examples: Math.ceil(examples / 4) },
    ],
    ['ein Fachverfahren', { token: systemToken, examples, operations: ['sendEvent', 'showReceipt'] }],
  ];
  let sum = 0;
  for (const [who, shot] of shots) {
    const { requests, holds, output } = await fire({ ...shot, token: await shot.token(), url, seed });
    sum += requests;
    say(`${who}: ${requests} Anfragen, ${holds ? 'kein Widerspruch zum Vertrag, kein 5xx' : 'WIDERSPRUCH'}`);
    if (!holds) {
      say(output);
      process.exitCode = 1;
    }
  }
  say(`Zusammen ${sum} Anfragen für ${users.length} Demo-Zugänge, Startwert ${seed}.`);

  async function systemToken(): Promise<string> {
    const client = clients.find(({ name }) => name === 'rp-kassel-foerderung');
    const credentials = Buffer.from(`${client?.clientId}:${client?.clientSecret}`).toString('base64');
    const answer = await fetch(tokenUrl, {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'events/send' }),
    });
    return z.object({ access_token: z.string() }).parse(await answer.json()).access_token;
  }
} finally {
  await stage.stop();
  await remove();
}
