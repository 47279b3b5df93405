import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sm2 } from 'sm-crypto-v2'
import { openPassword } from '#domain/proof/credential/open-password.ts'
import { registerPerson, send } from '../kit/people.ts'
import { sdk } from '../kit/sdk.ts'
import { accepted, refused, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { codeOf } from './clients.ts'

let world: World
let publicKey: string
before(async () => {
  world = await newWorld()
  const system = (await (await fetch(`${world.origin}/api/v3/system`)).json()) as {
    rsa: { publicKey: string }
    sm2: { publicKey: string }
  }
  publicKey = system.sm2.publicKey
  assert.match(publicKey, /^04[0-9a-f]{128}$/)
  assert.equal(system.rsa.publicKey, world.app.domain.ports.keys.transport.publicPem)
})

/** The official client, told to encrypt by SM2. */
function client(key = publicKey) {
  return new sdk.AuthenticationClient({
    appId: world.tenant.application.id,
    appHost: world.origin,
    encryption: { type: 'sm2', publicKey: key },
    onError: () => {},
  })
}

test('both places that publish the key agree', async () => {
  const data = accepted<{ publicKey: string; sm2: { publicKey: string } }>(
    await rest(world.origin, 'GET', '/api/v2/.well-known'),
  )
  assert.equal(data.sm2.publicKey, publicKey)
})

test('the official client registers, signs in and changes the password by SM2', async () => {
  const email = 'sm2@example.com'
  const person = client()
  await person.registerByEmail(email, '密码 correct horse')
  assert.equal((await person.loginByEmail(email, '密码 correct horse')).email, email)
  await person.updatePassword('another one', '密码 correct horse')
  assert.equal((await client().loginByEmail(email, 'another one')).email, email)
  await assert.rejects(client().loginByEmail(email, 'wrong'), (thrown) => codeOf(thrown) === 2006)
})

test('encrypted under somebody else’s key it is 2016, and so is everything else that does not decrypt', async () => {
  const { username } = await registerPerson(world)
  const stranger = client(sm2.generateKeyPairHex().publicKey)
  await assert.rejects(stranger.loginByUsername(username, 'correct horse'), (thrown) => codeOf(thrown) === 2016)
  const good = sm2.doEncrypt('correct horse', publicKey, 1)
  const flipped = `${good.slice(0, -1)}${good.endsWith('0') ? '1' : '0'}`
  const elsewhere = `${'0'.repeat(126)}07${good.slice(128)}`
  for (const text of ['', 'zz', '04', good.slice(0, 192), flipped, elsewhere, `${good}0`, 'ab'.repeat(50_000)]) {
    const input = { username, password: `sm2:${text}` }
    refused(await send(world, 'loginByUsername', { input }), 2016)
    refused(
      await rest(world.origin, 'POST', '/api/v2/login/account', { account: username, password: input.password }, world),
      2016,
    )
  }
  accepted(await send(world, 'loginByUsername', { input: { username, password: `sm2:${good}` } }))
})

test('with and without the mark of an uncompressed point, also when the point begins like it', () => {
  const { privateKey, sm2: pair } = world.app.domain.ports.keys.transport
  const keys = { privateKey, sm2PrivateHex: pair.privateHex }
  let seen = 0
  // One ciphertext in 256 begins with the two digits of the mark: a hundred of any kind and one of those.
  for (let i = 0; i < 100 || seen === 0; i++) {
    const text = sm2.doEncrypt('p', publicKey, 1)
    if (text.startsWith('04')) seen++
    if (i >= 100 && !text.startsWith('04')) continue
    assert.equal(openPassword(keys, `sm2:${text}`), 'p')
    assert.equal(openPassword(keys, `sm2:04${text.toUpperCase()}`), 'p')
  }
})
