import type { Code } from 'aws-cdk-lib/aws-lambda';

/** The functions of this backend; each is a folder in functions/. */
export const FUNCTION_NAMES = [
  'record-event',
  'staff-api',
  'inspect-scan',
  'produce-documents',
  'publish-portal',
  'publish-workplace',
  'relay-events',
  'remind',
  'reconcile',
] as const;

export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** Where the stacks get the code of a function from: real bundles in the app, a few inline letters in tests. */
export interface FunctionCode {
  of(name: FunctionName): Code;
}
