import {
  busMessage,
  produceSigning,
  type DocumentProducer,
} from '../../shared/application/publishing/produce-signing.ts';
import { queueHandler } from '../../shared/lambda/queue-handler.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';

/** What the handler works with. */
export type Deps = { readonly producer: DocumentProducer; readonly telemetry: Telemetry };

/** Produces the PDF for signing of each released Fassung. */
export function createHandler({ producer, telemetry }: Deps) {
  return queueHandler(telemetry, async ({ body }) => {
    const { detail } = busMessage.parse(JSON.parse(body));
    await produceSigning(producer, detail);
    telemetry.note('produced', { subject: detail.subject, eventId: detail.id });
  });
}
