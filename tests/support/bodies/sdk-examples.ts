import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { SDK_EXAMPLES, recorded } from '../../contract/sdks/forms.ts';

/** An event as an SDK wrote it: headers of HTTP in lower case, as the gateway hands them over, and the body. */
export type SdkExample = {
  readonly sdk: string;
  readonly form: string;
  readonly isStructured: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Every form of every SDK that is kept. */
export const SDK_FORMS: readonly SdkExample[] = readdirSync(SDK_EXAMPLES).flatMap((file) => {
  const sdk = basename(file, '.json');
  return Object.entries(recorded(sdk)).map(([form, { headers, body }]) => ({
    sdk,
    form,
    isStructured: form.startsWith('structured'),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body,
  }));
});
