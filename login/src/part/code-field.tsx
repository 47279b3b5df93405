import { useEffect } from 'preact/hooks'
import { digitsOf } from '../digits.ts'
import { useStage } from '../stage.ts'
import type { Acting } from '../use-act.ts'
import { Field } from './field.tsx'

export type CodeFieldProps = {
  acting: Pick<Acting, 'fields' | 'typing'>
  value: string
  setValue: (value: string) => void
  /** Called when the last digit stands, where nothing is left to decide then. */
  full?: ((code: string) => void) | undefined
  /** Of another code than those that are sent: its own digits and words. */
  digits?: number
  label?: string
  hint?: string
}

/** One field for all digits: a row of little boxes breaks pasting, autofill and screen readers. */
export function CodeField({ acting, value, setValue, full, digits, label, hint }: CodeFieldProps) {
  const { text, view } = useStage()
  const length = digits ?? view.code.length
  const error = acting.fields.code
  // It comes after the screen has opened, so the screen's own focus is gone by then.
  useEffect(() => document.getElementById('code')?.focus(), [])
  const keep = (typed: string) => {
    setValue(typed)
    if (typed.length === length && typed !== value) full?.(typed)
  }
  return (
    <Field
      name="code"
      label={label ?? text.code}
      error={error}
      hint={error ? undefined : (hint ?? text.codeHint(length))}
      value={value}
      tidy={(typed) => digitsOf(typed, length)}
      onText={acting.typing('code', keep)}
      input={{
        type: 'text',
        inputMode: 'numeric',
        autocomplete: 'one-time-code',
        spellcheck: false,
        required: true,
      }}
    />
  )
}

/** True where a code is not whole yet, which is said then. */
export function tooShort(acting: Pick<Acting, 'complain'>, code: string, length: number): boolean {
  return code.length < length && acting.complain({ code: (text) => text.codeShort(length) })
}
