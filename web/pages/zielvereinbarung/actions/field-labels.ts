import { fieldOfDetail } from '../../../commands/field-of-detail.ts';
import type { ActionField } from './action-form.ts';

/** The label of a field, after the heading it stands under. */
export function labelIn({ label, group }: Pick<ActionField, 'label' | 'group'>): string {
  return group === undefined ? label : `${group}, ${label}`;
}

/**
 * The label of the field that a path of the API means: the innermost part of it that is a field here. Undefined
 * where none is, as of a value that the form does not ask for.
 */
export function labelOfField(fields: readonly ActionField[], detail: string): string | undefined {
  const path = fieldOfDetail(detail).split('.');
  const name = path.findLast((part) => fields.some((field) => field.name === part));
  const field = fields.find((each) => each.name === name);
  return field && labelIn(field);
}
