import { useId } from 'preact/hooks';
import { CHOICES, type MailTiming } from './what-arrives.ts';

export type DeliveryChoiceProps = {
  /** Where mails go. */
  readonly address: string;
  readonly value: MailTiming;
  readonly onChange: (value: MailTiming) => void;
};

/** At once, once a day, or never. */
export function DeliveryChoice({ address, value, onChange }: DeliveryChoiceProps) {
  const id = useId();
  return (
    <fieldset class="kern-fieldset">
      <legend class="kern-label">Wann sollen wir Ihnen schreiben?</legend>
      <p class="kern-hint" id={`${id}-address`}>
        An {address}
      </p>
      <div class="kern-fieldset__body">
        {CHOICES.map((choice) => (
          <div class="kern-form-check" key={choice.value}>
            <input
              class="kern-form-check__radio"
              type="radio"
              name={id}
              id={`${id}-${choice.value}`}
              checked={choice.value === value}
              aria-describedby={`${id}-${choice.value}-hint`}
              onChange={() => onChange(choice.value)}
            />
            <div>
              <label class="kern-label" for={`${id}-${choice.value}`}>
                {choice.label}
              </label>
              <div class="kern-hint" id={`${id}-${choice.value}-hint`}>
                {choice.hint}
              </div>
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
