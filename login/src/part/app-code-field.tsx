import { appDigits } from '../digits.ts'
import { useStage } from '../stage.ts'
import { CodeField, type CodeFieldProps } from './code-field.tsx'

/** The code that an authenticator app shows. */
export function AppCodeField(field: Pick<CodeFieldProps, 'acting' | 'value' | 'setValue' | 'full'>) {
  const { factor } = useStage().text
  return <CodeField {...field} digits={appDigits} label={factor.appCode} hint={factor.appHint} />
}
