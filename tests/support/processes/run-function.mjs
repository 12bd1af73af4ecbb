import { pathToFileURL } from 'node:url';

// Runs the handler of one bundle as Lambda's runtime does: one event at a time, warm until somebody ends it. Plain
// JavaScript, so that a start reads nothing but the bundle.
const { handler } = await import(pathToFileURL(process.argv[2] ?? '').href);

const context = { awsRequestId: 'local', functionName: 'local', getRemainingTimeInMillis: () => 30_000 };

process.on('message', (event) => {
  handler(event, context).then(
    (answer) => process.send?.({ answer }),
    (error) => process.send?.({ error: String(error) }),
  );
});
process.once('disconnect', () => process.exit());
process.send?.('ready');
