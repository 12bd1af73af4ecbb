import { hash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Crypto } from '../application/ports/crypto.ts';

/** SHA-256 of bytes or text as 64 lower-case hex digits. */
export function sha256Hex(bytes: string | Uint8Array): string {
  return hash('sha256', bytes);
}

/** Fingerprints over RFC 8785 JSON, and random salts. */
export const nodeCrypto: Crypto = {
  fingerprint: (value) => sha256Hex(canonicalize(value) ?? ''),
  sha256: (bytes) => sha256Hex(bytes),
  salt: () => randomBytes(16).toString('hex'),
};
