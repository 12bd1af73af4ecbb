/** `scan.set-aside` → `ScanSetAside`: the one mapping between wire and code. */
export type PascalCase<Stem extends string> = Stem extends `${infer Head}.${infer Tail}`
  ? `${PascalCase<Head>}${PascalCase<Tail>}`
  : Stem extends `${infer Head}-${infer Tail}`
    ? `${Capitalize<Head>}${PascalCase<Tail>}`
    : Capitalize<Stem>;

/** `signature.received` → `SignatureReceived`. */
export function codeName<const Stem extends string>(stem: Stem): PascalCase<Stem> {
  const name = stem
    .split(/[.-]/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return name as PascalCase<Stem>; // oxlint-disable-line typescript/no-unsafe-type-assertion -- the brand of the mapping; a test holds both directions
}
