/** A media type as a header or `datacontenttype` names it: in lower case, without its parameters, and its charset. */
export type MediaType = { readonly type: string; readonly charset: string };

/** A parameter of a media type; what stands in quotes holds no other. Source: RFC 9110, section 5.6.6. */
const PARAMETER = /;\s*(?<name>[^\s;="]+)\s*=\s*(?:"(?<quoted>[^"]*)"|(?<bare>[^\s;"]*))/gu;

/** Reads `application/json; charset="UTF-8"`; charset is `utf-8` where none is named (RFC 8259 section 8.1), and none where two are. */
export function mediaTypeOf(written: string): MediaType {
  const [type = ''] = written.toLowerCase().split(';');
  const charsets = [...written.toLowerCase().matchAll(PARAMETER)].flatMap(
    ({ groups: { name, quoted, bare } = {} }) => (name === 'charset' ? [(quoted ?? bare ?? '').trim()] : []),
  );
  const [charset = 'utf-8', ...others] = new Set(charsets);
  return { type: type.trim(), charset: others.length === 0 ? charset : '' };
}

/** Whether the type says JSON: `application/json`, `text/json`, or any `+json`. Source: CloudEvents 1.0.2, JSON format 3.1. */
export function isJson({ type }: MediaType): boolean {
  return /^[^/\s]+\/(?:json|[^/\s]+\+json)$/u.test(type);
}

/** Whether text in this charset is UTF-8 byte for byte. */
export function isUtf8({ charset }: MediaType): boolean {
  return ['utf-8', 'utf8', 'us-ascii', 'ascii'].includes(charset);
}
