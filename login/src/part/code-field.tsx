import { useEffect } from 'preact/hooks'
import { digitsOf } from '../digits.ts'
import { useStage } from '../stage.ts'
import type { Say } from '../use-act.ts'
import { Field } from './field.tsx'

type CodeFieldProps = {
  value: string
  error: Say | undefined
  onText: (value: string) => void
  /** Of another code than those that are sent: its own digits and words. */
  digits?: number
  label?: string
  hint?: string
}

/** One field for all digits: a row of little boxes breaks pasting, autofill and screen readers. */
export function CodeField({ value, error, onText, digits, label, hint }: CodeFieldProps) {
  const { text, situation } = useStage()
  const length = digits ?? situation.code.length
  // It comes after the screen has opened, so the screen's own focus is gone by then.
  useEffect(() => document.getElementById('code')?.focus(), [])
  return (
    <Field
      name="code"
      label={label ?? text.code}
      error={error}
      hint={error ? undefined : (hint ?? text.codeHint(length))}
      value={value}
      tidy={(typed) => digitsOf(typed, length)}
      onText={onText}
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
