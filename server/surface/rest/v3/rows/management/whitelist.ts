import Type from 'typebox'
import {
  addToApplicationWhitelist,
  getApplicationWhitelist,
  removeFromApplicationWhitelist,
} from '#domain/people/whitelist/application-whitelist.ts'
import {
  addToWhitelist,
  getWhitelist,
  removeFromWhitelist,
  type WhitelistEntry,
} from '#domain/people/whitelist/whitelist.ts'
import { restDate } from '../../../../view/user.ts'
import { choice, text, texts } from '../../../engine/fields.ts'
import { moment, noun, shape, word, yesOrNo } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { success } from '../../fields.ts'

const Listed = noun('ListedIdentifier', 'A name or address that may register where the list is in force.', {
  value: word('In the form in which it is compared.'),
  createdAt: moment(),
})

const type = choice(['USERNAME', 'EMAIL', 'PHONE'], 'Of which kind.')
const ofPool = { type }
const ofApplication = { appId: text('The application.'), type }
const list = texts('The names or addresses.')

const encodeEntries = (entries: WhitelistEntry[]) =>
  entries.map(({ value, createdAt }) => ({ value, createdAt: restDate(createdAt) }))

/** The clients take the whole body for the answer, and their checks of any answer look beside it. */
const taken = shape({
  statusCode: Type.Literal(200),
  code: Type.Literal(200),
  message: Type.Literal(''),
  success: yesOrNo(),
  data: success,
})

const encodeTaken = () => ({
  statusCode: 200 as const,
  code: 200 as const,
  message: '' as const,
  success: true,
  data: { success: true },
})

export const whitelistRows: RestRow[] = [
  row('GET /api/v3/list-whitelist', getWhitelist, {
    summary: 'List who may register',
    query: ofPool,
    decode: ({ query }) => query,
    result: Type.Array(Listed),
    encode: encodeEntries,
  }),
  row('POST /api/v3/add-whitelist', addToWhitelist, {
    summary: 'Let people register',
    body: { ...ofPool, list },
    decode: ({ body }) => body,
    result: Type.Array(Listed),
    encode: encodeEntries,
  }),
  row('POST /api/v3/delete-whitelist', removeFromWhitelist, {
    summary: 'Let people register no more',
    body: { ...ofPool, list },
    decode: ({ body }) => body,
    result: taken,
    encode: encodeTaken,
    raw: true,
  }),
  row('GET /api/v3/list-whitelist-of-app', getApplicationWhitelist, {
    summary: 'List who may register through an application',
    query: ofApplication,
    decode: ({ query: { appId, type } }) => ({ applicationId: appId, type }),
    result: Type.Array(Listed),
    encode: encodeEntries,
  }),
  row('POST /api/v3/add-whitelist-of-app', addToApplicationWhitelist, {
    summary: 'Let people register through an application',
    body: { ...ofApplication, list },
    decode: ({ body: { appId, type, list } }) => ({ applicationId: appId, type, list }),
    result: Type.Array(Listed),
    encode: encodeEntries,
  }),
  row('POST /api/v3/delete-whitelist-of-app', removeFromApplicationWhitelist, {
    summary: 'Let people register through an application no more',
    body: { ...ofApplication, list },
    decode: ({ body: { appId, type, list } }) => ({ applicationId: appId, type, list }),
    result: taken,
    encode: encodeTaken,
    raw: true,
  }),
]
