import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { isAllowedOrigin, parseAllowedOrigins } from '#domain/tenancy/pool/allowed-origins.ts'
import { inBothLanguages, setPool } from '../../kit/entry.ts'
import { registerPerson, send } from '../../kit/people.ts'
import { accepted, graphql, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
before(async () => {
  world = await newWorld()
})

const from = (origin: string) => ({ headers: { origin } })

test('an origin is read without what follows it, each once, and a star stands for one label', () => {
  const setting = parseAllowedOrigins(
    ' HTTPS://App.example.com/path?a=1#b\nhttps://*.shop.example:8443, https://app.example.com',
    'x',
  )
  assert.equal(setting, 'https://app.example.com\nhttps://*.shop.example:8443')
  for (const origin of ['https://app.example.com', 'https://a.shop.example:8443'])
    assert.ok(isAllowedOrigin(setting, origin), origin)
  for (const origin of [
    'http://app.example.com',
    'https://app.example.com.evil.example',
    'https://evil-app.example.com',
    'https://app.example.com:444',
    'https://appXexample.com',
    'https://a.b.shop.example:8443',
    'https://shop.example:8443',
    'https://a.shop.example',
    'null',
  ])
    assert.ok(!isAllowedOrigin(setting, origin), origin)
  assert.ok(isAllowedOrigin('', 'null'))
})

test('where the pool allows some, pages of others are refused with 1001, with and without a token', async () => {
  const person = await registerPerson(world)
  accepted(await send(world, 'user', {}, { token: person.token, ...from('https://anywhere.example') }))
  await setPool(world, { allowedOrigins: 'https://*.example.com' })
  const tenant = world.tenant
  for (const outcome of await inBothLanguages(world, ({ lang }) =>
    send(world, 'user', {}, { token: person.token, lang: lang as string, ...from('https://evil.example') }),
  ))
    refused(outcome, 1001)
  const login = { account: person.username, password: 'x' }
  refused(
    await rest(world.origin, 'POST', '/api/v2/login/account', login, { tenant, ...from('https://evil.example') }),
    1001,
  )
  // Also when only the token says which pool it is.
  refused(
    await graphql(world.origin, '{ user { id } }', {}, { token: person.token, ...from('https://evil.example') }),
    1001,
  )
  accepted(await send(world, 'user', {}, { token: person.token, ...from('https://app.example.com') }))
  accepted(await send(world, 'user', {}, { token: person.token, ...from(world.origin) }))
  // Nor is a secret changed for a token there.
  const { pool } = world.tenant
  const key = { accessKeyId: pool.id, accessKeySecret: pool.secret }
  const evil = from('https://evil.example')
  refused(await rest(world.origin, 'POST', '/api/v3/get-management-token', key, evil), 1001)
  refused(await send(world, 'accessToken', { userPoolId: pool.id, secret: pool.secret }, evil), 1001)
  accepted(await send(world, 'user', {}, { token: person.token }))
  const other = await world.addTenant('elsewhere')
  await registerPerson(world, { tenant: other, ...from('https://evil.example') })
  await setPool(world, { allowedOrigins: '' })
  accepted(await send(world, 'user', {}, { token: person.token, ...from('https://evil.example') }))
})
