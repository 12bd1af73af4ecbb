import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Sets rules aside for one resource and what lies under it, each with its written reason; it stands beside the resource. */
export function acknowledge(scope: IConstruct, reasons: Readonly<Record<string, string>>): void {
  Validations.of(scope).acknowledge(...Object.entries(reasons).map(([id, reason]) => ({ id, reason })));
}
