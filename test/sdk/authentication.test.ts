import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { managementToken, send } from '../kit/people.ts'
import { sdk } from '../kit/sdk.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { authenticationClient, codeOf } from './clients.ts'

let world: World
let counter = 0
const fresh = () => `someone${++counter}`

before(async () => {
  world = await newWorld()
})

describe('AuthenticationClient of the official SDK', () => {
  test('registers by e-mail, without and with signing in', async () => {
    const client = authenticationClient(world)
    const email = `${fresh()}@Example.com`
    const registered = await client.registerByEmail(email, 'plain-gate-1', { nickname: 'Ann' })
    assert.equal(registered.email, email.toLowerCase())
    assert.equal(registered.nickname, 'Ann')
    assert.equal(registered.token, null)
    assert.equal(registered.loginsCount, 0)
    assert.deepEqual(registered.registerSource, ['basic:email'])
    const entered = await client.registerByEmail(`${fresh()}@example.com`, 'plain-gate-1', undefined, {
      forceLogin: true,
    })
    assert.equal(entered.loginsCount, 1)
    assert.equal((await client.checkLoginStatus(entered.token as string))?.status, true)
    const holder = await client.registerByEmail(`${fresh()}@example.com`, 'plain-gate-1', undefined, {
      generateToken: true,
    })
    assert.equal(holder.loginsCount, 0)
    assert.ok(holder.token)
  })

  test('registers by username and refuses the name the second time', async () => {
    const client = authenticationClient(world)
    const username = fresh()
    assert.equal((await client.registerByUsername(username, 'plain-gate-1')).username, username)
    await assert.rejects(client.registerByUsername(username, 'plain-gate-1'), (thrown) => codeOf(thrown) === 2026)
  })

  test('signs in by e-mail, username and phone, and knows who is signed in', async () => {
    const client = authenticationClient(world)
    const name = fresh()
    const userInfo = { email: `${name}@example.com`, username: name, phone: '13800000001' }
    const person = accepted<{ id: string }>(
      await send(world, 'createUser', { userInfo }, { token: await managementToken(world) }),
    )
    const { keys } = world.app.domain.ports
    const { encrypted } = await import('../kit/wire.ts')
    const changes = { password: encrypted(keys.transport.publicPem, 'plain-gate-1') }
    accepted(
      await send(world, 'updateUser', { id: person.id, input: changes }, { token: await managementToken(world) }),
    )
    for (const signIn of [
      () => client.loginByEmail(userInfo.email.toUpperCase(), 'plain-gate-1'),
      () => client.loginByUsername(userInfo.username, 'plain-gate-1'),
      () => client.loginByPhonePassword(userInfo.phone, 'plain-gate-1'),
    ]) {
      const { id, token } = await signIn()
      assert.equal(id, person.id)
      assert.ok(token)
      assert.equal((await client.getCurrentUser())?.id, person.id)
    }
    await assert.rejects(client.loginByEmail(userInfo.email, 'wrong'), (thrown) => codeOf(thrown) === 2006)
  })

  test('updates the profile and stays signed in', async () => {
    const client = authenticationClient(world)
    await client.registerByUsername(fresh(), 'plain-gate-1', undefined, { forceLogin: true })
    const updated = await client.updateProfile({ nickname: 'Bo', birthdate: '1990-02-03', address: 'Gate 1' })
    assert.deepEqual([updated.nickname, updated.birthdate, updated.address], ['Bo', '1990-02-03', 'Gate 1'])
    assert.equal((await client.getCurrentUser())?.nickname, 'Bo')
    await assert.rejects(client.updateProfile({ email: 'a@example.com' } as never), (thrown) => codeOf(thrown) === 2225)
    await assert.rejects(client.updateProfile({ phone: '13800000002' } as never), (thrown) => codeOf(thrown) === 2226)
    for (const birthdate of ['yesterday', '2001-02-29', '1990-13-01'])
      await assert.rejects(client.updateProfile({ birthdate }), (thrown) => codeOf(thrown) === 400)
  })

  test('refreshes the token and keeps the session', async () => {
    const client = authenticationClient(world)
    const person = await client.registerByUsername(fresh(), 'plain-gate-1', undefined, { forceLogin: true })
    world.passSeconds(60)
    const { token, iat, exp } = await client.refreshToken()
    assert.notEqual(token, person.token)
    // The session is prolonged first, and the token made a moment later.
    const lifetime = (exp ?? 0) - (iat ?? 0)
    assert.ok(lifetime <= 1_209_600 && lifetime > 1_209_540, `${lifetime} s`)
    assert.equal((await client.checkLoginStatus(token as string))?.code, 200)
  })

  test('signs out: the token is dead, the next sign-in works', async () => {
    const client = authenticationClient(world)
    const name = fresh()
    const { token } = await client.registerByUsername(name, 'plain-gate-1', undefined, { forceLogin: true })
    await client.logout()
    const status = await authenticationClient(world).checkLoginStatus(token as string)
    assert.deepEqual([status?.code, status?.status, status?.exp], [2206, false, null])
    assert.equal(await client.getCurrentUser(), null)
    assert.ok((await client.loginByUsername(name, 'plain-gate-1')).token)
    await client.logout()
    await client.logout()
  })

  test('speaks the language that the client asks for', async () => {
    const messages = await Promise.all(
      (['zh-CN', 'en-US'] as const).map((lang) =>
        authenticationClient(world, lang)
          .loginByUsername('nobody at all', 'x')
          .then(
            () => assert.fail('nobody signed in'),
            ({ message }: { message: string }) => message,
          ),
      ),
    )
    assert.deepEqual(messages, ['用户不存在', 'User does not exist'])
  })

  test('a client that sends a password under the key of another server is told 2016', async () => {
    const { generateKeyPairSync } = await import('node:crypto')
    const publicKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
      type: 'spki',
      format: 'pem',
    }) as string
    const client = new sdk.AuthenticationClient({
      appId: world.tenant.application.id,
      appHost: world.origin,
      publicKey,
      onError: () => {},
    })
    // Implicit rejection of bad padding gives a wrong password instead of an error now and then; never a sign-in.
    await assert.rejects(client.registerByUsername(fresh(), 'plain-gate-1'), (thrown) =>
      [2016, 2029].includes(codeOf(thrown)),
    )
  })
})
