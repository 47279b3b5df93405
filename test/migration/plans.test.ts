import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import {
  astFromValue,
  buildSchema,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  print,
} from 'graphql'

import { rows } from '#surface/rest-v2/table.ts'
import { managementToken, registerPerson } from '../kit/people.ts'
import { recordStatements } from '../kit/statements.ts'
import { postGraphql } from '../kit/wire.ts'
import { newWorld } from '../kit/world.ts'

/** Tables that grow with the people of all pools. */
const big = [
  ...['user_account', 'user_password', 'user_identity', 'role_user', 'group_member', 'department_member'],
  ...['resource_grant', 'policy_assignment', 'session', 'login_record', 'audit_record', 'application_user'],
]

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  Plans?: Plan[]
}

function scannedWhole({ Plans = [], ...node }: Plan): string[] {
  const own =
    node['Node Type'] === 'Seq Scan' && big.includes(node['Relation Name'] ?? '') ? [node['Relation Name']] : []
  return [...own, ...Plans.flatMap(scannedWhole)] as string[]
}

suite('plans of statements', async () => {
  const world = await newWorld()
  const { origin, tenant, database } = world
  const poolId = tenant.pool.id
  const person = await registerPerson(world)
  const manager = await managementToken(world)
  await fill()
  const statements = recordStatements(database)

  /** A few people in a pool among many others: what is read as a whole would be read for all of them. */
  async function fill(): Promise<void> {
    await database.pool.query(
      readFileSync(join(import.meta.dirname, 'crowd.sql'), 'utf8').replaceAll(':pool', `'${poolId}'`),
    )
    for (const table of big) await database.pool.query(`VACUUM ANALYZE ${table}`)
  }

  const known: Record<string, unknown> = {
    userPoolId: poolId,
    appId: tenant.application.id,
    namespace: 'default',
    code: 'role1',
    roleCode: 'role1',
    page: 2,
    limit: 10,
    query: 'crowd1',
    resource: 'book:1',
    action: 'book:read',
    targetType: 'USER',
    resourceType: 'DATA',
  }

  function sample(name: string, type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return sample(name, type.ofType)
    if (isListType(type)) return [sample(name.replace(/s$/, ''), type.ofType)]
    if (isInputObjectType(type))
      return Object.fromEntries(
        Object.values(type.getFields()).map((field) => [field.name, sample(field.name, field.type)]),
      )
    if (isEnumType(type)) {
      const values = type.getValues().map(({ value }) => value)
      return values.includes(known[name]) ? known[name] : values[0]
    }
    if (name in known) return known[name]
    const plain: Record<string, unknown> = { Int: 1, Float: 1, Boolean: true }
    return plain[getNamedType(type).name] ?? person.id
  }

  /** Everything that can be asked for without arguments, to a depth at which lists have their people. */
  function selection(type: GraphQLOutputType, depth: number): string {
    const named = getNamedType(type)
    if (!isObjectType(named)) return ''
    const fields = Object.values(named.getFields()).flatMap((field) => {
      if (field.args.some(({ type }) => isNonNullType(type))) return []
      if (isLeafType(getNamedType(field.type))) return [field.name]
      const below = depth > 0 ? selection(field.type, depth - 1) : ''
      return below ? [field.name + below] : []
    })
    return fields.length > 0 ? ` { ${fields.join(' ')} }` : ''
  }

  test('everything that is asked over the doors is found by an index', async () => {
    const schema = buildSchema(
      readFileSync(join(import.meta.dirname, '../../server/surface/graphql-v2/schema.graphql'), 'utf8'),
    )
    for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
      const args = field.args.map(({ name, type }) => {
        const value = astFromValue(sample(name, type), type)
        return value ? `${name}: ${print(value)}` : ''
      })
      const document = `{ ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${selection(field.type, 1)} }`
      for (const token of [manager, person.token]) await postGraphql(origin, { query: document }, { tenant, token })
    }
    const search =
      '{ searchUser(query: "crowd1234") { totalCount } users(page: 150, limit: 10, excludeUsersInOrg: true) { totalCount } }'
    await postGraphql(origin, { query: search }, { tenant, token: manager })
    for (const { method, path } of rows.filter(({ method }) => method === 'GET')) {
      const url = path.replace(/:\w+/g, (name) => (name === ':code' ? 'role1' : person.id))
      const asked = `?page=2&limit=10&userId=${person.id}&code=role1&appId=${tenant.application.id}&targetType=USER&targetIdentifier=${person.id}&definedFieldKey=a`
      for (const token of [manager, person.token]) {
        const headers = { 'x-authing-app-id': tenant.application.id, authorization: `Bearer ${token}` }
        await (await fetch(origin + url + asked, { method, headers, redirect: 'manual' })).arrayBuffer()
      }
    }
    const filter = {
      filter: [
        ['nickname', 'CONTAINS', 'a'],
        ['username', 'EQ', 'crowd7'],
      ],
    }
    await fetch(`${origin}/api/v2/users/filter`, {
      method: 'POST',
      headers: {
        'x-authing-app-id': tenant.application.id,
        authorization: `Bearer ${manager}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(filter),
    })
    const asked = [...statements].filter(([text]) => /^\s*(select|with|update|delete)/i.test(text))
    assert.ok(asked.length > 60, `only ${asked.length} statements were seen`)
    for (const table of big)
      assert.ok(
        asked.some(([text]) => text.includes(table)),
        `nothing asked for ${table}`,
      )
    const offending: string[] = []
    const client = await database.pool.connect()
    // As on the embedded server: the default of others is meant for disks that turn.
    await client.query("SET random_page_cost = '1.1'")
    for (const [text, values] of asked) {
      const explained = await client.query({ text: `EXPLAIN (FORMAT JSON) ${text}`, values }).catch((error) => {
        throw new Error(`${error.message}: ${text}`)
      })
      const found = scannedWhole(explained.rows[0]['QUERY PLAN'][0].Plan)
      if (found.length > 0) offending.push(`${found.join(', ')}: ${text}`)
    }
    client.release(true)
    assert.deepEqual(offending, [])
  })
})
