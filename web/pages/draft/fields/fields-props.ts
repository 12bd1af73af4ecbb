import type { TermsForm } from '../terms-form.ts';

/** What each part of the form works with. */
export type FieldsProps = {
  readonly form: TermsForm;
  readonly change: (part: Partial<TermsForm>) => void;
  /** What is wrong with the field of this name; said only once the form was refused. */
  readonly errorOf: (field: string) => string | undefined;
};
