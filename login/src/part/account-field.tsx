import type { ComponentChildren } from 'preact'
import type { Acting } from '../use-act.ts'
import { Field } from './field.tsx'

export type AccountFieldProps = {
  name: string
  label: string
  acting: Pick<Acting, 'fields' | 'typing'>
  value: string
  setValue: (value: string) => void
  keyboard?: 'text' | 'email' | 'tel' | undefined
  autocomplete: string
  first?: boolean
  hint?: string | undefined
  children?: ComponentChildren
}

/**
 * A name or an address. Always `type=text`: `type=email` would rewrite what was typed (IDN), and the keyboard is all that is
 * wanted of it.
 */
export function AccountField({ acting, setValue, keyboard = 'text', autocomplete, ...field }: AccountFieldProps) {
  return (
    <Field
      {...field}
      error={acting.fields.account}
      onText={acting.typing('account', setValue)}
      input={{
        type: 'text',
        inputMode: keyboard,
        autocomplete,
        autocapitalize: 'none',
        spellcheck: false,
        required: true,
      }}
    />
  )
}
