import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, WORKSHOP, must, once } from './machine.ts';

/** The document that clients are generated from. */
export const OPENAPI = join(ROOT, 'functions/staff-api/openapi.json');

const VERSION = '7.25.0';
const SHA256 = '41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae';
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';

/** Maven without chatter and colours, with checksums that have to hold. */
export const MAVEN = ['-q', '-B', '-C', '-Dstyle.color=never'];

/** What the document is for the generator of one language. */
export type Generation = {
  readonly language: string;
  /** Beside those that every language gets: unknown fields are read over, because answers may grow. */
  readonly properties: readonly string[];
  readonly library?: string;
};

/** Said by the generator of every document like ours, whatever stands in it. */
const SAID_ANYWAY = [
  'OpenAPI 3.1 support is still in beta',
  // Schemas without a reference, such as those of headers.
  'Failed to get the schema name: null',
  'Ignoring complex example on request body',
  // A parameter is called so; no class of the client is.
  'Version (reserved word) cannot be used as model name',
];

/** Generates a client anew; gives its folder and what the generator warned of. @throws Error where it failed */
export async function generate({ language, properties, library }: Generation) {
  const jar = await generator();
  const folder = join(WORKSHOP, `client-${language}`);
  rmSync(folder, { recursive: true, force: true });
  const args = [
    ['-jar', jar, 'generate', '-g', language, '-i', OPENAPI, '-o', folder],
    library === undefined ? [] : ['--library', library],
    ['--additional-properties', ['disallowAdditionalPropertiesIfNotPresent=false', ...properties].join(',')],
    ['--global-property=apiTests=false,modelTests=false,apiDocs=false,modelDocs=false'],
  ];
  const said = await must('java', args.flat());
  const warnings = said
    .split('\n')
    .filter((line) => /\b(?:WARN|ERROR)\b/u.test(line))
    .filter((line) => !SAID_ANYWAY.some((known) => line.includes(known)));
  return { folder, warnings };
}

/** Lays our own files of a language over what was generated. */
export function withOwnFiles(language: string, folder: string): string {
  cpSync(join(import.meta.dirname, 'clients', language), folder, { recursive: true });
  return folder;
}

/** The generator itself, downloaded once and held against its hash. */
async function generator(): Promise<string> {
  const folder = await once('generator', [import.meta.filename], async (made) => {
    const artifact = `org.openapitools:openapi-generator-cli:${VERSION}`;
    await must('mvn', [...MAVEN, COPY, `-Dartifact=${artifact}`, `-DoutputDirectory=${made}`]);
    const hash = createHash('sha256')
      .update(readFileSync(join(made, jarName())))
      .digest('hex');
    if (hash !== SHA256) throw new Error(`${artifact} hat einen anderen SHA-256: ${hash}`);
  });
  return join(folder, jarName());
}

function jarName(): string {
  return `openapi-generator-cli-${VERSION}.jar`;
}
