import { useEffect } from 'preact/hooks'
import { digitsOf } from '../digits.ts'
import { useStage } from '../stage.ts'
import type { Say } from '../use-act.ts'
import { Field } from './field.tsx'

type CodeFieldProps = {
  value: string
  error: Say | undefined
  onText: (value: string) => void
}

/** One field for all digits: a row of little boxes breaks pasting, autofill and screen readers. */
export function CodeField({ value, error, onText }: CodeFieldProps) {
  const { text, situation } = useStage()
  const { length } = situation.code
  // It comes after the screen has opened, so the screen's own focus is gone by then.
  useEffect(() => document.getElementById('code')?.focus(), [])
  return (
    <Field
      name="code"
      label={text.code}
      error={error}
      hint={error ? undefined : text.codeHint(length)}
      value={value}
      tidy={(typed) => digitsOf(typed, length)}
      onText={onText}
      input={{
        type: 'text',
        inputMode: 'numeric',
        autocomplete: 'one-time-code',
        autocorrect: 'off',
        spellcheck: false,
        required: true,
      }}
    />
  )
}
