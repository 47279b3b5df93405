import { pipeline, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { type ExportedUser, exportUsers, type UserExport } from '#domain/account/export/export.ts'
import { guardFormula } from '#domain/account/user-import/formula.ts'
import { columnOf } from '#domain/account/user-import/read-row.ts'
import { writeValue } from '#domain/people/custom-field/read-value.ts'
import { profileFields } from '#domain/people/user/profile-types.ts'
import { writeSheet } from '#platform/xlsx/write-sheet.ts'
import { encodeUser, restDate } from '../../../view/user.ts'
import { optionalChoice } from '../../engine/fields.ts'
import { file } from '../../engine/results.ts'
import { plainRow, type RestRow } from '../../engine/row.ts'

const columns = [
  ...['id', 'username', 'email', 'emailVerified', 'phone', 'phoneCountryCode', 'phoneVerified', 'externalId'],
  ...['unionid', 'openid', 'status', 'blocked', 'createdAt', 'updatedAt', 'lastLogin', 'loginsCount'],
  ...profileFields,
]

function cellsOf({ user, customData }: ExportedUser, { fields }: UserExport): string[] {
  const encoded = encodeUser(user, restDate) as Record<string, unknown>
  const own = new Map(customData.map(({ key, value }) => [key, writeValue(value)]))
  const texts = columns.map((name) => (encoded[name] === null ? '' : String(encoded[name])))
  return [...texts, ...fields.map(({ key }) => own.get(key) ?? '')].map(guardFormula)
}

async function* tableOf(exported: UserExport): AsyncGenerator<string[]> {
  yield [...columns, ...exported.fields.map(({ key }) => columnOf(key))]
  for await (const one of exported.people) yield cellsOf(one, exported)
}

async function* listOf({ people }: UserExport): AsyncGenerator<string> {
  let before = '[\n'
  for await (const { user, customData } of people) {
    const encoded = encodeUser(user, restDate) as Record<string, unknown>
    const own = customData.map(({ key, value }) => [columnOf(key), value])
    yield before + JSON.stringify(Object.fromEntries([...columns.map((name) => [name, encoded[name]]), ...own]))
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

const formats = {
  csv: {
    type: 'text/csv; charset=utf-8',
    // With a byte order mark, by which spreadsheets know UTF-8.
    write: (exported: UserExport) => pipeline(Readable.from(tableOf(exported)), stringify({ bom: true }), () => {}),
  },
  json: {
    type: 'application/json; charset=utf-8',
    write: (exported: UserExport) => Readable.from(listOf(exported)),
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: (exported: UserExport) => Readable.from(writeSheet('users', tableOf(exported))),
  },
}

export const userExportRows: RestRow[] = [
  plainRow(
    'GET /api/v2/users/export',
    {
      summary: 'Export all people',
      operation: exportUsers.name,
      admits: exportUsers.admits,
      query: { format: optionalChoice(['csv', 'json', 'xlsx'], 'The form of the file; csv when left out.') },
      result: file('text/csv', 'A line for each person; or JSON, or a sheet, when asked for.'),
      raw: true,
    },
    async ({ domain, hints, reply }, read) => {
      const exported = await domain.ask(exportUsers, hints, {})
      const { format = 'csv' } = read().query
      const { type, write } = formats[format]
      void reply.header('content-type', type).header('content-disposition', `attachment; filename="users.${format}"`)
      return write(exported)
    },
  ),
]
