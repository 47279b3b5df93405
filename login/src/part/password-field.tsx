import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useStage } from '../stage.ts'
import type { Say } from '../use-act.ts'
import { Field } from './field.tsx'
import { Icon } from './icon.tsx'

type PasswordFieldProps = {
  /** Where a form has two of them. */
  name?: 'password' | 'oldPassword'
  autocomplete: 'current-password' | 'new-password'
  value: string
  onText: (value: string) => void
  error: Say | undefined
  hint?: string | undefined
  first?: boolean
  label?: string
  children?: ComponentChildren
}

export function PasswordField({
  name = 'password',
  autocomplete,
  value,
  onText,
  error,
  hint,
  first,
  label,
  children,
}: PasswordFieldProps) {
  const { text } = useStage()
  const [shown, setShown] = useState(false)
  const [caps, setCaps] = useState(false)
  const watchCaps = (event: KeyboardEvent) => setCaps(event.getModifierState?.('CapsLock') ?? false)
  return (
    <Field
      name={name}
      label={label ?? text.password}
      error={error}
      first={first}
      hint={caps ? text.capsLock : hint}
      value={value}
      onText={onText}
      input={{
        type: shown ? 'text' : 'password',
        autocomplete,
        required: true,
        spellcheck: false,
        autocapitalize: 'off',
        onKeyDown: watchCaps,
        onKeyUp: watchCaps,
        onBlur: () => setCaps(false),
      }}
      trailing={
        <button
          type="button"
          class="field-toggle"
          aria-label={shown ? text.hidePassword : text.showPassword}
          aria-controls={name}
          onClick={() => setShown(!shown)}
        >
          <Icon name={shown ? 'eye-off' : 'eye'} />
        </button>
      }
    >
      {children}
    </Field>
  )
}
