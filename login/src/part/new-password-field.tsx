import { useStage } from '../stage.ts'
import type { Say } from '../use-act.ts'
import { PasswordField } from './password-field.tsx'
import { Strength } from './strength.tsx'

type NewPasswordFieldProps = {
  /** Password managers keep the new password under this name. */
  account: string
  value: string
  error: Say | undefined
  onText: (value: string) => void
  /** Takes the focus when its screen opens. */
  first?: boolean
}

/** A password to be chosen: the rule of the pool, and the meter. */
export function NewPasswordField({ account, value, error, onText, first }: NewPasswordFieldProps) {
  const { text, situation } = useStage()
  return (
    <>
      <input type="text" name="username" autocomplete="username" value={account} readOnly hidden />
      <PasswordField
        autocomplete="new-password"
        label={text.newPassword}
        value={value}
        onText={onText}
        error={error}
        hint={error ? undefined : text.rule(situation.password)}
        first={first ?? false}
      >
        <Strength password={value} />
      </PasswordField>
    </>
  )
}
