import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useStage } from '../stage.ts'
import type { Acting } from '../use-act.ts'
import { Field } from './field.tsx'
import { Icon } from './icon.tsx'

export type PasswordFieldProps = {
  acting: Pick<Acting, 'fields' | 'typing'>
  /** Where a form has two of them. */
  name?: 'password' | 'oldPassword'
  autocomplete: 'current-password' | 'new-password'
  value: string
  setValue: (value: string) => void
  /** Shown as long as nothing is wrong. */
  hint?: string | undefined
  first?: boolean | undefined
  label?: string
  children?: ComponentChildren
}

export function PasswordField(props: PasswordFieldProps) {
  const { acting, name = 'password', autocomplete, value, setValue, hint, first, label, children } = props
  const { text } = useStage()
  const [shown, setShown] = useState(false)
  const { caps, watch } = useCapsLock()
  const error = acting.fields[name]
  return (
    <Field
      name={name}
      label={label ?? text.password}
      error={error}
      first={first}
      hint={caps ? text.capsLock : error ? undefined : hint}
      value={value}
      onText={acting.typing(name, setValue)}
      input={{
        type: shown ? 'text' : 'password',
        autocomplete,
        required: true,
        spellcheck: false,
        autocapitalize: 'off',
        ...watch,
      }}
      trailing={<ShowPassword of={name} shown={shown} toggle={() => setShown(!shown)} />}
    >
      {children}
    </Field>
  )
}

function ShowPassword({ of, shown, toggle }: { of: string; shown: boolean; toggle: () => void }) {
  const { text } = useStage()
  return (
    <button
      type="button"
      class="field-toggle"
      aria-label={shown ? text.hidePassword : text.showPassword}
      aria-controls={of}
      onClick={toggle}
    >
      <Icon name={shown ? 'eye-off' : 'eye'} />
    </button>
  )
}

function useCapsLock() {
  const [caps, setCaps] = useState(false)
  const look = (event: KeyboardEvent) => setCaps(event.getModifierState?.('CapsLock') ?? false)
  return { caps, watch: { onKeyDown: look, onKeyUp: look, onBlur: () => setCaps(false) } }
}

/** The password that somebody has now, on a form that sets another. */
export function PresentPasswordField(props: Pick<PasswordFieldProps, 'acting' | 'value' | 'setValue' | 'first'>) {
  const { text } = useStage()
  return <PasswordField {...props} name="oldPassword" autocomplete="current-password" label={text.presentPassword} />
}
