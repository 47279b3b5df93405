import { type Language, say } from '@menshen/contract/errors'
import type { StrengthCheck } from '#domain/credential/check-strength.ts'

/** What is said about a password; the texts are those recorded of the official service. */
export function sayStrength(reason: StrengthCheck['reason'], language: Language): string {
  if (reason === 'weak') return say(2029, language)
  if (reason === 'empty') return language === 'zh-CN' ? '请输入密码' : 'Please enter a password'
  return language === 'zh-CN' ? '密码验证成功' : 'The password is acceptable'
}
