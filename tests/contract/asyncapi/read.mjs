// Reads an AsyncAPI document with the official parser: what it found as JSON on stdout.
import { Parser, fromFile } from '@asyncapi/parser';

const ERROR_TO_WARNING = [0, 1];
const { document, diagnostics } = await fromFile(new Parser(), process.argv[2]).parse();
const faults = diagnostics
  .filter(({ severity }) => ERROR_TO_WARNING.includes(severity))
  .map(({ path, message }) => `${path.join('/')}: ${message}`);
const messages = document?.allMessages().all() ?? [];
process.stdout.write(
  JSON.stringify({
    faults,
    channels: document?.allChannels().length ?? 0,
    operations: document?.allOperations().length ?? 0,
    messages: messages.length,
    withoutPayload: messages.filter((message) => !message.hasPayload()).map((message) => message.name()),
  }),
);
