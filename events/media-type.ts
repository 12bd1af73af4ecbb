/** A media type as a header or `datacontenttype` names it: in lower case, without its parameters, and its charset. */
export type MediaType = { readonly type: string; readonly charset: string };

/** Reads `application/json; charset="UTF-8"`; charset is `utf-8` where none is named (RFC 8259 section 8.1). */
export function mediaTypeOf(written: string): MediaType {
  const [type = '', ...parameters] = written
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  return { type, charset: charset?.slice('charset='.length).replaceAll('"', '').trim() ?? 'utf-8' };
}

/** Whether the type says JSON: `application/json`, `text/json`, or any `+json`. Source: CloudEvents 1.0.2, JSON format 3.1. */
export function isJson({ type }: MediaType): boolean {
  return /^[^/\s]+\/(?:json|[^/\s]+\+json)$/u.test(type);
}

/** Whether text in this charset is UTF-8 byte for byte. */
export function isUtf8({ charset }: MediaType): boolean {
  return ['utf-8', 'utf8', 'us-ascii', 'ascii'].includes(charset);
}
