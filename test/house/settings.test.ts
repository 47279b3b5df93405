import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { suite, test } from 'node:test'
import {
  applicationSettings,
  type Member,
  poolSettings,
  type SettingRow,
  type SettingRows,
  unbuiltPoolSettings,
} from '@menshen/contract/settings'
import {
  buildSchema,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql'
import { readSetting } from '#domain/shape/read-setting.ts'
import { defaultApplicationSettings } from '#domain/tenancy/application/application.ts'
import { parseSettings as parseApplicationSettings } from '#domain/tenancy/application/settings-input.ts'
import { factorKinds } from '#domain/tenancy/mfa/factor-kind.ts'
import { mfaPolicies } from '#domain/tenancy/mfa/settings.ts'
import { poolFieldNames } from '#domain/tenancy/pool/pool-input.ts'
import { parseSettings, settableNames } from '#domain/tenancy/pool/settings-input.ts'
import { defaultPoolSettings, newPoolSettings } from '#domain/tenancy/pool/user-pool.ts'

// That a setting has a reader is held by the types: see `SpecialReaders`. What they cannot hold is here.

const schema = buildSchema(
  readFileSync(new URL('../../server/surface/graphql/v2/schema.graphql', import.meta.url), 'utf8'),
)
const poolRows: SettingRows = poolSettings
const applicationRows: SettingRows = applicationSettings
const settable: readonly string[] = settableNames

type Fields = Record<string, GraphQLInputType | GraphQLOutputType>

function fieldsOf(name: string): Fields {
  const type = schema.getType(name)
  assert.ok(isObjectType(type) || isInputObjectType(type), name)
  return Object.fromEntries(Object.entries(type.getFields()).map(([field, { type }]) => [field, type]))
}

const scalars = { flag: 'Boolean', whole: 'Int', level: 'Int', choice: 'String', text: 'String' } as const

/** What a field is in the schema, where it is not what its row says; null where it is. */
function differenceOf(type: GraphQLInputType | GraphQLOutputType | undefined, row: SettingRow | Member): string | null {
  if (!type) return 'is no field'
  if (row.kind === 'special') return null
  if (row.kind === 'group') {
    const fields = fieldsOf(getNamedType(type).name)
    const wrong = Object.entries(row.members).filter(([name, member]) => differenceOf(fields[name], member))
    const strange = Object.keys(fields).filter((name) => !row.members[name])
    return wrong.length + strange.length > 0 ? [...wrong.map(([name]) => name), ...strange].join() : null
  }
  const shown = String(getNullableType(type))
  if (row.kind === 'list') return isListType(getNullableType(type)) ? null : shown
  return shown === scalars[row.kind] ? null : shown
}

for (const [name, known] of [
  ['UpdateUserpoolInput', [...poolFieldNames, ...Object.keys(unbuiltPoolSettings)]],
  [
    'UserPool',
    [
      ...[...poolFieldNames, ...Object.keys(unbuiltPoolSettings), 'id', 'ownerId', 'secret', 'jwtSecret', 'createdAt'],
      ...['updatedAt', 'isDeleted', 'packageType', 'useCustomUserStore', 'showWxQRCodeWhenRegisterDisabled'],
    ],
  ],
] as const)
  test(`the fields of ${name} are the rows of the pool that its administrators may set, of the same types`, () => {
    const fields = fieldsOf(name)
    const differing = settable.flatMap((setting) => {
      const difference = differenceOf(fields[setting], poolRows[setting] as SettingRow)
      return difference ? [`${setting}: ${difference}`] : []
    })
    assert.deepEqual(differing, [])
    const others = Object.keys(fields).filter((field) => !settable.includes(field))
    assert.deepEqual(others.sort(), [...known].sort())
  })

suite('a default is a value that its own reader takes', () => {
  const pool: Record<string, unknown> = { ...defaultPoolSettings }
  for (const [name, row] of Object.entries(poolRows))
    test(`pool: ${name}`, () => {
      const value = pool[name]
      const read = settable.includes(name)
        ? parseSettings({ [name]: value }, defaultPoolSettings, [])[name as keyof typeof defaultPoolSettings]
        : readSetting(row, { value, name, current: value }, {})
      assert.deepEqual(read, value)
    })
  for (const [name, value] of Object.entries(defaultApplicationSettings))
    test(`application: ${name}`, () => {
      assert.deepEqual(parseApplicationSettings({ [name]: value }), { [name]: value })
    })
  test('also those of a new pool', () => {
    assert.deepEqual(parseSettings({ ...newPoolSettings }, defaultPoolSettings, []), newPoolSettings)
  })
})

suite('a row says what it is in both languages', () => {
  for (const [name, row] of [...Object.entries(poolRows), ...Object.entries(applicationRows)])
    test(row.wire ?? name, () => {
      const members = row.kind === 'group' ? Object.values(row.members).map(({ title }) => title) : []
      for (const { en, zh } of [row.title, row.help, ...members]) {
        assert.ok(en && !/\p{Script=Han}/u.test(en), en)
        assert.ok(zh)
      }
    })

  test('that of second factors has every policy and every factor', () => {
    for (const words of Object.values(poolSettings.mfa.form))
      for (const choice of [...mfaPolicies, ...factorKinds]) assert.ok(words.includes(`\`${choice}\``), choice)
  })
})
