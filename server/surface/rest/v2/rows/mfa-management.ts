import Type from 'typebox'
import { getBoundFactors, resetFactors } from '#domain/entry/factor/bound-factors.ts'
import { factors } from '#domain/entry/factor/factor.ts'
import { importTotp } from '#domain/entry/factor/import-totp.ts'
import { anyText, optionalChoice, optionalText, text } from '../../engine/fields.ts'
import { doneResult } from '../../engine/results.ts'
import { done, type RestRow, row } from '../../engine/row.ts'
import { Totp } from '../nouns/session.ts'
import { encodeTotp } from './mfa.ts'

const path = { id: anyText('The id of the person.') }

/** What a person can have set up, by the names of the clients. */
const settable = factors.filter(({ remove }) => remove !== null)
const names = settable.flatMap(({ wire }) => wire ?? [])

export const mfaManagementRows: RestRow[] = [
  row('GET /api/v2/users/:id/mfa-bound', getBoundFactors, {
    summary: 'Read which second factors a person has set up',
    path,
    decode: ({ path }) => ({ userId: path.id }),
    result: Type.Record(Type.String(), Type.Boolean(), { description: 'By the names of the factors.' }),
    encode: ({ kinds }) => ({
      ...Object.fromEntries(settable.map(({ kind, wire }) => [wire, kinds.includes(kind)])),
      totpMfa: kinds.includes('totp'),
      faceMfa: kinds.includes('face'),
    }),
  }),
  row('DELETE /api/v2/users/:id/mfa-bound', resetFactors, {
    summary: 'Remove second factors of a person',
    path,
    query: { type: optionalChoice(names, 'Only this one.') },
    decode: ({ path, query }) => ({
      userId: path.id,
      kind: settable.find(({ wire }) => wire === query.type)?.kind ?? null,
    }),
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v2/mfa/totp/import', importTotp, {
    summary: 'Give a person an authenticator app that was set up elsewhere',
    body: {
      userId: text('The person.'),
      secret: text('The secret of the app, in Base32.'),
      recoveryCode: optionalText('A recovery code; a new one is made when left out.'),
    },
    decode: ({ body }) => body,
    result: Totp,
    encode: ({ secret, recoveryCode, ...totp }) => ({ ...encodeTotp(totp), secret, recoveryCode }),
  }),
]
