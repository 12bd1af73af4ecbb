import { detailOf } from '../../../events/reading/detail.ts';
import { envelope } from '../../../events/fact.ts';
import { isJson, isUtf8, mediaTypeOf } from '../../../events/reading/media-type.ts';
import { readStrictly } from '../../../events/reading/strict-json.ts';
import { faultProblem, problem, type Problem, type Request } from '../../../shared/lambda/http-handler.ts';

/** Media type of an event in structured mode. */
export const STRUCTURED_MODE = 'application/cloudevents+json';

/**
 * The event of a request as text in structured mode, whichever mode of CloudEvents over HTTP it came in: the
 * whole event as its body, or attributes as `ce-` headers and data as the body. Refused with 415 where it is
 * neither, a batch (`batch-unsupported`) or in another charset (`encoding-invalid`); with 400 and the codes of the
 * strict reader where the body is not to be read. Source: CloudEvents 1.0.2, HTTP binding 3.1 to 3.3.
 */
export function structured(request: Request): string | Problem {
  // Python, Java and Go name no type of data that they were not told: absent means JSON.
  const type = mediaTypeOf(request.header('content-type') ?? 'application/json');
  if (type.type.startsWith('application/cloudevents-batch')) return problem(415, 'batch-unsupported');
  // The type decides: .NET sends its attributes as headers beside the structured event too.
  const isStructured = type.type === STRUCTURED_MODE;
  const isBinary = !isStructured && isJson(type) && request.header('ce-specversion') !== undefined;
  if (!isBinary && !isStructured) return problem(415, 'content-type-unsupported');
  if (!isUtf8(type)) return problem(415, 'encoding-invalid', detailOf('content-type', 'erwartet wird UTF-8'));
  const read = readStrictly(request.body);
  if (!read.ok) return faultProblem(read.fault);
  return isBinary ? JSON.stringify({ ...attributesOf(request), data: read.value }) : read.text;
}

const ATTRIBUTES = Object.keys(envelope.shape).filter((name) => !['data', 'datacontenttype'].includes(name));

/** Attributes from their headers; the type of the body is that of the data. */
function attributesOf({ header }: Request): Readonly<Record<string, string>> {
  const given = ATTRIBUTES.flatMap((name) => {
    const value = header(`ce-${name}`);
    return value === undefined ? [] : [[name, headerText(value)] as const];
  });
  return { ...Object.fromEntries(given), datacontenttype: 'application/json' };
}

/** A header's value without the quotes and the percent-encoding that the binding asks for (3.1.3.2). */
function headerText(value: string): string {
  const plain = /^"(?<inside>.*)"$/u.exec(value)?.groups?.['inside']?.replaceAll(/\\(.)/gu, '$1') ?? value;
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain; // No percent-encoding: what stands there is meant.
  }
}
