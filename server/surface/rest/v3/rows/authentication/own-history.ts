import Type from 'typebox'
import { listOwnEnteredApplications } from '#domain/entry/session/entered-applications.ts'
import { searchOwnHistory } from '#domain/ground/login-history/list.ts'
import { optionalFlag } from '../../../engine/fields.ts'
import { pageResult } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { decodeRange, encodeEntered, encodeOwnHistory, historyRange } from '../../encode-login.ts'
import { EnteredApplication, OwnLogin } from '../../nouns/entered.ts'

export const ownHistoryRows: RestRow[] = [
  row('GET /api/v3/get-my-login-history', searchOwnHistory, {
    summary: 'List your own tries to sign in',
    query: { ...historyRange, success: optionalFlag('Only those that succeeded, or only those that did not.') },
    decode: ({ query: { success, ...range } }) => ({ ...decodeRange(range), success }),
    result: pageResult(OwnLogin),
    encode: encodeOwnHistory,
  }),
  row('GET /api/v3/get-my-logged-in-apps', listOwnEnteredApplications, {
    summary: 'List the applications that you have signed in to',
    decode: () => ({}),
    result: Type.Array(EnteredApplication),
    encode: (entered) => entered.map(encodeEntered),
  }),
]
