import { checkPasswordStrength } from '#domain/proof/credential/check-strength.ts'
import { sayStrength } from '../../wire/say-strength.ts'
import type { RowContext } from '../context.ts'

export const passwordQueries = {
  async checkPasswordStrength({ password }: { password: string }, { domain, hints, language }: RowContext) {
    const check = await domain.ask(checkPasswordStrength, hints, { password })
    return { valid: check.valid, message: sayStrength(check, language) }
  },
}
