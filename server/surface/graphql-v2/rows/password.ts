import { checkPasswordStrength } from '#domain/credential/check-strength.ts'
import { sayStrength } from '../../wire/say-strength.ts'
import type { RowContext } from '../context.ts'

export const passwordQueries = {
  async checkPasswordStrength({ password }: { password: string }, { domain, hints, language }: RowContext) {
    const { valid, reason } = await domain.ask(checkPasswordStrength, hints, { password })
    return { valid, message: sayStrength(reason, language) }
  },
}
