import type { AllHTMLAttributes, ComponentChildren } from 'preact'
import type { Say } from '../progress.ts'
import { useStage } from '../stage.ts'
import { Icon } from './icon.tsx'

type InputAttributes = Pick<
  AllHTMLAttributes<HTMLInputElement>,
  | 'autocomplete'
  | 'autocapitalize'
  | 'inputMode'
  | 'maxLength'
  | 'onBlur'
  | 'onKeyDown'
  | 'onKeyUp'
  | 'required'
  | 'spellcheck'
>

type FieldProps = {
  name: string
  label: string
  error: Say | undefined
  /** Takes the focus when its screen opens. */
  first?: boolean | undefined
  hint?: string | undefined
  value: string
  onText: (value: string) => void
  /** What is kept of what was typed or pasted. */
  tidy?: (typed: string) => string
  /** Takes the focus when the form has been refused and asks for this. */
  asked?: boolean
  input: InputAttributes & { type: 'text' | 'password' }
  /** A button inside the field, at its end. */
  trailing?: ComponentChildren
  /** What stands between the field and the next one. */
  children?: ComponentChildren
}

/** One labelled input whose hint and error are tied to it for assistive technology. */
export function Field(props: FieldProps) {
  const { name, label, error, hint, trailing, children } = props
  const { text } = useStage()
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <div class="field-box">
        <Input {...props} />
        {trailing}
      </div>
      {error && (
        <p class="field-error" id={`${name}-error`}>
          <Icon name="alert" />
          <span>{error(text)}</span>
        </p>
      )}
      {hint && (
        <p class="field-hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {children}
    </div>
  )
}

function Input({ name, error, first, hint, value, onText, tidy, asked, input }: FieldProps) {
  const described = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ')
  return (
    <input
      // Preact types every input type as a shape of its own; the two used here do not differ.
      {...(input as InputAttributes & { type: 'text' })}
      // Nothing that is asked for here is a word. As an attribute, which this spelling makes of it: the property of that
      // name takes 'off' for true.
      autoCorrect="off"
      id={name}
      data-first={first || undefined}
      name={name}
      value={value}
      data-asked={asked || undefined}
      onInput={({ currentTarget }) => {
        // Written back at once: where the state does not change nothing is painted again.
        if (tidy) currentTarget.value = tidy(currentTarget.value)
        onText(currentTarget.value)
      }}
      aria-invalid={error ? 'true' : undefined}
      aria-describedby={described || undefined}
    />
  )
}
