import { type Language, say } from '@menshen/contract/errors'
import type { StrengthCheck } from '#domain/proof/credential/check-strength.ts'

/** What is said about a password; the texts of good, empty and short ones are those recorded of the official service. */
export function sayStrength({ reason, minLength }: StrengthCheck, language: Language): string {
  if (reason === 'empty') return language === 'zh-CN' ? '请输入密码' : 'Please enter a password'
  if (reason === 'short' && minLength === 6) return say(2029, language)
  if (reason === 'short') return say(2029, language, { variant: 'short', values: { length: minLength } })
  if (reason) return say(2029, language, { variant: reason })
  return language === 'zh-CN' ? '密码验证成功' : 'The password is acceptable'
}
