import { z } from 'zod';
import { detailOf } from '../../../events/reading/detail.ts';
import { envelope } from '../../../events/fact.ts';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { previewEvent } from '../../../shared/application/foresight/preview.ts';
import { readMessage } from '../../../shared/application/receiving/receive-message.ts';
import { receiptOf } from '../../../shared/application/viewing/receipt-of.ts';
import { isAboutSender } from '../../../shared/domain/senders.ts';
import { isProblem, problem, type Problem, type Reply } from '../../../shared/lambda/http-handler.ts';
import type { SystemRoute } from '../access/access.ts';
import type { Caller, System } from '../access/caller.ts';
import { senderRefused } from '../access/denied.ts';
import type { Deps } from '../deps.ts';
import { STRUCTURED_MODE } from '../contract/event-body.ts';
import { nameIn, receiptPath } from '../contract/event-name.ts';
import { sentEvent } from '../contract/outcome-answers.ts';
import { receipt } from '../contract/receipt-answers.ts';
import { previewQuery } from '../contract/preview-query.ts';
import { eventPreviewReply } from './previewing.ts';
import { forSystems, routeByAddress, routeByRequest } from '../access/described-routes.ts';
import { ownSources, seen } from '../access/seeing.ts';

const example = {
  specversion: '1.0',
  id: 'bescheid-2025-0001',
  source: 'https://rp-kassel.example/foerderung',
  type: 'de.hessen.aqb.bescheid.issued.v1',
  subject: 'AQB-2025-06533',
  time: '2025-06-24T08:00:00Z',
  datacontenttype: 'application/json',
  data: {
    art: 'zuwendung',
    aktenzeichen: 'RPKS-31-2025-06533',
    issuedOn: '2025-06-24',
    amount: { amountCent: 89_000_000, currency: 'EUR' },
    bewilligungszeitraum: { from: '2025-01-01', to: '2025-12-31' },
  },
};

const cloudEvent = envelope.meta({ id: 'CloudEvent', description: 'CloudEvents 1.0, structured mode' });

/**
 * `POST /v1/events`: CloudEvents over HTTP for systems without an AWS account. The sender's rules and the
 * contract are looked at here; the judgement is that of the queue, and the receipt tells it.
 */
export function sendEvent(deps: Deps): SystemRoute {
  return forSystems(
    routeByRequest({
      method: 'POST',
      path: '/v1/events',
      roles: [],
      describe: {
        operationId: 'sendEvent',
        tag: 'events',
        summary:
          'Sends one event: CloudEvents over HTTP, structured mode; binary mode (ce-* headers, data as application/json) is understood too. Repeats are harmless.',
        reads: { path: z.object({}), query: previewQuery, body: z.string() },
        body: { schema: cloudEvent, contentType: STRUCTURED_MODE, example },
        answers: {
          202: { description: 'Taken; its receipt tells what becomes of it', schema: sentEvent },
          200: { description: 'With `?preview`: what would become of it', schema: sentEvent },
        },
        problems: [400, 413, 415],
      },
      async answer({ query, body, caller }) {
        if (caller.kind !== 'system') return problem(403, 'scope-missing');
        const incoming = admitted(deps, caller, body);
        if (isProblem(incoming)) return incoming;
        const { source } = incoming;
        return seen(caller, { kind: 'receipt', source }, () =>
          query.preview === undefined ? taken(deps, incoming, body) : previewed(deps, incoming, body),
        );
      },
    }),
  );
}

async function taken(
  { ingress, receipts }: Deps,
  { source, id, subject }: IncomingEvent,
  body: string,
): Promise<Reply> {
  await ingress(body, subject);
  await receipts.received(source, id);
  const self = receiptPath({ source, id });
  return {
    status: 202,
    body: { outcome: 'received', source, id, state: 'received', links: { self } },
    headers: { location: self },
  };
}

/** What this system may say, read by the contract; else a problem with path and rule. */
function admitted({ recorder }: Deps, caller: System, body: string): IncomingEvent | Problem {
  const message = {
    body,
    door: 'ingress',
    senderId: caller.clientId,
    sentAt: recorder.clock.now(),
  } as const;
  const read = readMessage({ recorder, senders: caller.rules }, message);
  const source = 'reason' in read ? read.claim.source : read.incoming.source;
  // Also where the rest could not be read.
  if (source !== undefined && !caller.sources.includes(source))
    return senderRefused(caller, 'sender-not-allowed', detailOf('source'));
  if (!('reason' in read)) return read.incoming;
  const { reason, detail } = read;
  if (isAboutSender(reason)) return senderRefused(caller, reason, detail);
  return problem(reason === 'event-too-large' ? 413 : 400, reason, detail);
}

async function previewed({ recorder }: Deps, incoming: IncomingEvent, body: string): Promise<Reply> {
  const receivedAt = recorder.clock.now();
  return eventPreviewReply(await previewEvent(recorder, { incoming, body, door: 'ingress', receivedAt }));
}

/** `GET /v1/events/{source}/{id}`: what became of an event, whichever way it came. */
export function showReceipt({ recorder, receipts }: Deps): SystemRoute {
  return forSystems(
    routeByAddress({
      method: 'GET',
      path: '/v1/events/{proxy+}',
      roles: ['land', 'pruefung', 'revision'],
      partsOf: (address, caller: Caller) => nameIn(address, ownSources(caller)),
      describe: {
        operationId: 'showReceipt',
        tag: 'events',
        path: '/v1/events/{source}/{id}',
        summary:
          'What became of an event: received, recorded, duplicate, parked for what, or refused why. A system sees its own events, the roles land, pruefung and revision see all.',
        reads: {
          path: z.object({
            source: z.string().meta({
              description:
                'Percent-encoded; `links.self` of a receipt is encoded twice, which is always safe',
              example: 'https%3A%2F%2Frp-kassel.example%2Ffoerderung',
            }),
            id: z.string().meta({
              description: 'Percent-encoded, twice where it holds `/`, `?`, `#` or `%`',
              example: 'bescheid-2025-0001',
            }),
          }),
        },
        answers: { 200: { description: 'The receipt', schema: receipt } },
        problems: [404],
      },
      about: ({ source }) => ({ kind: 'receipt', source }),
      async answer({ path: name }) {
        const found = await receiptOf({ store: recorder.store, receipts }, name);
        if (found === undefined) return problem(404, 'not-found');
        return { status: 200, body: { ...found, links: { self: receiptPath(name) } } };
      },
    }),
  );
}
