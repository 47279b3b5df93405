import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { buildSchema, isInputObjectType, isObjectType } from 'graphql'
import { defaultApplicationSettings } from '#domain/tenancy/application/application.ts'
import { settableNames } from '#domain/tenancy/pool/settings-input.ts'
import { defaultPoolSettings } from '#domain/tenancy/pool/user-pool.ts'

// A setting has a reader, a place on the wire where it is set and told, and a guide that says what it does.

const root = new URL('../../', import.meta.url)
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8')
const guides = globSync('docs/guides/*.md', { cwd: root }).map(textOf).join('\n')
const schema = buildSchema(textOf('server/surface/graphql/v2/schema.graphql'))

/** The operator's to set, not a pool's. */
const quotas = ['monthlyLoginQuota', 'mauQuota', 'userCountQuota', 'hourlySendingQuota']

function fieldsOf(name: string): string[] {
  const type = schema.getType(name)
  assert.ok(isObjectType(type) || isInputObjectType(type), name)
  return Object.keys(type.getFields())
}

test('every setting of a pool is read, set and told on the wire, and in a guide', () => {
  const names = Object.keys(defaultPoolSettings).filter((name) => !quotas.includes(name))
  const [input, output] = [fieldsOf('UpdateUserpoolInput'), fieldsOf('UserPool')]
  const settable: readonly string[] = settableNames
  const lacking = names.flatMap((name) => [
    ...(settable.includes(name) ? [] : [`${name} has no reader`]),
    ...(input.includes(name) ? [] : [`${name} cannot be set`]),
    ...(output.includes(name) ? [] : [`${name} is not told`]),
    ...(guides.includes(name) ? [] : [`${name} is in no guide`]),
  ])
  assert.deepEqual(lacking, [])
  assert.deepEqual([...settable].sort(), names.sort())
})

test('every field of a pool that can be sent is read, or refused as not built', () => {
  const read: readonly string[] = [...settableNames, 'name', 'domain', 'description', 'logo']
  const unbuilt = ['app2WxappLoginStrategy']
  assert.deepEqual(
    fieldsOf('UpdateUserpoolInput').filter((name) => !read.includes(name)),
    unbuilt,
  )
})

test('every setting of an application is in a guide, under its name on the wire', () => {
  const wire = textOf('server/surface/wire/application-input.ts')
  const named = (name: string) => new RegExp(`\\b${name}: '(?:\\w+\\.)?(\\w+)'`).exec(wire)?.[1] ?? name
  const missing = Object.keys(defaultApplicationSettings).filter((name) => !guides.includes(named(name)))
  assert.deepEqual(missing, [])
})
