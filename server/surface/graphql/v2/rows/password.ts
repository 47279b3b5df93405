import { checkPasswordStrength } from '#domain/proof/credential/check-strength.ts'
import { sayStrength } from '../../../view/say-strength.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import type { RowContext } from '../context.ts'

export const passwordQueries = {
  async checkPasswordStrength({ password }, { domain, hints, language }) {
    const check = await domain.ask(checkPasswordStrength, hints, { password })
    return { valid: check.valid, message: sayStrength(check, language) }
  },
} satisfies RowsFor<Arguments['Query'], RowContext>
