import { getBoundFactors, resetFactors } from '#domain/entry/factor/bound-factors.ts'
import { factors } from '#domain/entry/factor/factor.ts'
import { importTotp } from '#domain/entry/factor/import-totp.ts'
import { refuseChoice } from '#domain/shape/choice.ts'
import type { Parts } from '../parts.ts'
import { done, type Row, row } from '../row.ts'
import { encodeTotp } from './mfa.ts'

const idOf = ({ path }: Parts) => path.optionalText('id') ?? ''

/** What a person can have set up, by the names of the clients. */
const settable = factors.filter(({ remove }) => remove !== null)

export const mfaManagementRows: Row[] = [
  row(
    'GET /api/v2/users/:id/mfa-bound',
    getBoundFactors,
    (parts) => ({ userId: idOf(parts) }),
    ({ kinds }) => ({
      ...Object.fromEntries(settable.map(({ kind, wire }) => [wire, kinds.includes(kind)])),
      totpMfa: kinds.includes('totp'),
      faceMfa: kinds.includes('face'),
    }),
  ),
  row(
    'DELETE /api/v2/users/:id/mfa-bound',
    resetFactors,
    (parts) => {
      const type = parts.query.optionalText('type')
      const known = settable.find(({ wire }) => wire === type)
      if (type && !known)
        refuseChoice(
          'type',
          settable.flatMap(({ wire }) => wire ?? []),
        )
      return { userId: idOf(parts), kind: known?.kind ?? null }
    },
    done,
  ),
  row(
    'POST /api/v2/mfa/totp/import',
    importTotp,
    ({ body }) => ({
      userId: body.text('userId'),
      secret: body.text('secret'),
      recoveryCode: body.optionalText('recoveryCode'),
    }),
    ({ secret, recoveryCode, ...totp }) => ({ ...encodeTotp(totp), secret, recoveryCode }),
  ),
]
