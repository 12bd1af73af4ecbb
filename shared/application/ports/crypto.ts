import type { Json } from '../../../events/personal.ts';

/** Hash and salt. */
export interface Crypto {
  /** SHA-256 over the RFC 8785 form, as 64 hex digits. */
  readonly fingerprint: (value: Json) => string;
  /** SHA-256 of these bytes, as 64 hex digits. */
  readonly sha256: (bytes: Uint8Array) => string;
  /** 128 random bits as hex digits. */
  readonly salt: () => string;
}
