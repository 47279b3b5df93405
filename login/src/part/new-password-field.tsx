import { useStage } from '../stage.ts'
import { PasswordField, type PasswordFieldProps } from './password-field.tsx'
import { Strength } from './strength.tsx'

type NewPasswordFieldProps = Pick<PasswordFieldProps, 'acting' | 'value' | 'setValue' | 'first'> & {
  /** Password managers keep the new password under this name. */
  account: string
}

/** A password to be chosen: the rule of the pool, and the meter. */
export function NewPasswordField({ account, ...field }: NewPasswordFieldProps) {
  const { text, view } = useStage()
  return (
    <>
      <input type="text" name="username" autocomplete="username" value={account} readOnly hidden />
      <PasswordField {...field} autocomplete="new-password" label={text.newPassword} hint={text.rule(view.password)}>
        <Strength password={field.value} />
      </PasswordField>
    </>
  )
}
