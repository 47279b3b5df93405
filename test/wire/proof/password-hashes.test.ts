import assert from 'node:assert/strict'
import { createHash, pbkdf2Sync, scryptSync } from 'node:crypto'
import { suite, test } from 'node:test'
import { hash as argon2 } from '@node-rs/argon2'
import { hash as bcrypt } from '@node-rs/bcrypt'
import { readStoredHash } from '#platform/stored-hash/read.ts'
import { doors, registering, setPool } from '../../kit/entry.ts'
import { countHashing } from '../../kit/hashing.ts'
import { managementToken, sealed, send } from '../../kit/people.ts'
import { accepted, graphql, refused, rest } from '../../kit/wire.ts'
import { newWorld } from '../../kit/world.ts'

const password = 'correct horse 马'
const salt = Buffer.from('sixteen salty by')
const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
const passlib = (bytes: Buffer) => base64(bytes).replaceAll('+', '.')
const digest = (algorithm: string, ...parts: (string | Buffer)[]) =>
  createHash(algorithm)
    .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
    .digest()
const saltText = base64(salt)

/** What other programs would have kept of the password. */
const fromElsewhere: Record<string, string> = {
  'bcrypt 2a': await bcrypt(password, { cost: 4, version: '2a' }),
  'bcrypt 2b': await bcrypt(password, { cost: 4, version: '2b' }),
  'bcrypt 2y': await bcrypt(password, { cost: 4, version: '2y' }),
  argon2i: await argon2(password, { algorithm: 1, memoryCost: 64, timeCost: 1, parallelism: 1 }),
  'argon2id, cheaper than ours': await argon2(password, { algorithm: 2, memoryCost: 64, timeCost: 1, parallelism: 2 }),
  scrypt: `$scrypt$ln=10,r=8,p=1$${saltText}$${base64(scryptSync(password, salt, 32, { N: 1024, r: 8, p: 1 }))}`,
  'pbkdf2, PHC': `$pbkdf2-sha256$i=1000$${saltText}$${base64(pbkdf2Sync(password, salt, 1000, 32, 'sha256'))}`,
  'pbkdf2, Passlib': `$pbkdf2-sha512$1000$${passlib(salt)}$${passlib(pbkdf2Sync(password, salt, 1000, 64, 'sha512'))}`,
  'pbkdf2, Django': `pbkdf2_sha256$1000$salt$${pbkdf2Sync(password, 'salt', 1000, 32, 'sha256').toString('base64')}`,
  'md5, no salt': `$md5$$${digest('md5', password).toString('hex')}`,
  'sha1, salt before': `$sha1$${saltText}$${digest('sha1', salt, password).toString('hex')}`,
  'sha256, salt after': `$sha256$salt=after$${saltText}$${digest('sha256', password, salt).toString('base64')}`,
  'sha512, two rounds': `$sha512$rounds=2$${saltText}$${digest('sha512', digest('sha512', salt, password)).toString('hex')}`,
  'LDAP {SSHA}': `{SSHA}${Buffer.concat([digest('sha1', password, salt), salt]).toString('base64')}`,
  'LDAP {MD5}': `{MD5}${digest('md5', password).toString('base64')}`,
}

suite('hashes of passwords from elsewhere', async () => {
  const world = await newWorld({ realHashing: true })
  const { origin, tenant, database } = world
  const { hasher } = world.app.domain.ports
  const token = await managementToken(world)
  // Each is tried with a wrong password too, all from one address.
  await setPool(world, { loginFailCheck: { limit: 1_000 } })
  const createUser =
    'mutation ($userInfo: CreateUserInput!) { createUser(userInfo: $userInfo, keepPassword: true) { id username } }'
  const create = (username: string, hash: string) =>
    graphql(origin, createUser, { userInfo: { username, password: hash } }, { tenant, token })
  const signIn = (username: string, text: string) =>
    send(world, 'loginByUsername', { input: { username, password: sealed(world, text) } })
  const storedOf = async (id: string) =>
    (await database.pool.query('SELECT hash, changed_at FROM user_password WHERE user_id = $1', [id])).rows[0]

  for (const [name, hash] of Object.entries(fromElsewhere))
    test(`${name}: opens with the password alone, and is ours from then on`, async () => {
      const { id, username } = accepted<{ id: string; username: string }>(
        // Some clients encrypt it as they do passwords, as far as it fits.
        await create(`of ${name}`, hash.length <= 240 ? sealed(world, hash) : hash),
      )
      const before = await storedOf(id)
      assert.equal(before.hash, hash)
      refused(await signIn(username, 'wrong horse'), 2006)
      assert.equal((await storedOf(id)).hash, hash)
      accepted(await signIn(username, password))
      const after = await storedOf(id)
      assert.ok(hasher.isCurrent(after.hash), after.hash)
      assert.deepEqual(after.changed_at, before.changed_at)
      accepted(await signIn(username, password))
      refused(await signIn(username, hash), 2006)
    })

  test('one with control characters from elsewhere opens as it was typed, and is never set here', async () => {
    const typed = 'correct\thorse\u0001'
    const { id, username } = accepted<{ id: string; username: string }>(
      await create('of controls', await bcrypt(typed, { cost: 4 })),
    )
    accepted(await signIn(username, typed))
    assert.ok(hasher.isCurrent((await storedOf(id)).hash), 'kept in our form')
    const { token: own } = accepted<{ token: string }>(await signIn(username, typed))
    const change = (newPassword: string, lang: 'zh-CN' | 'en-US') => {
      const body = { oldPassword: sealed(world, typed), newPassword: sealed(world, newPassword) }
      return rest(origin, 'POST', '/api/v2/password/update', body, { tenant, token: own, lang })
    }
    for (const control of ['\t', '\n', '\r', '\0', '\u001b', '\u007f', '\u0085', '\u2028', '\u2029']) {
      const chosen = `lantern${control}gate`
      const chinese = await change(chosen, 'zh-CN')
      refused(chinese, 2029)
      assert.match(chinese.message, /控制字符/)
      const english = await change(chosen, 'en-US')
      refused(english, 2029)
      assert.match(english.message, /control characters/)
      for (const door of doors)
        refused(await registering[door](world, { account: `controls${door}`, password: chosen }), 2029)
      const userInfo = { username: 'of an administrator', password: sealed(world, chosen) }
      refused(await send(world, 'createUser', { userInfo }, { token }), 2029)
      refused(await send(world, 'updateUser', { id, input: { password: sealed(world, chosen) } }, { token }), 2029)
    }
    // What phones put between the pictures of one emoji is no control.
    accepted(await change('馬 👩‍💻 ❤️ gate', 'en-US'))
    accepted(await signIn(username, '馬 👩‍💻 ❤️ gate'))
  })

  test('bcrypt reads 72 bytes: what comes after them makes no new hash, and keeps nobody out', async () => {
    const head = 'x'.repeat(70)
    const right = `${head}yz-the-real-tail`
    const { id, username } = accepted<{ id: string; username: string }>(
      await create('of a long bcrypt', await bcrypt(right, { cost: 4 })),
    )
    const before = await storedOf(id)
    for (const typed of [`${head}yz-another-tail`, right]) accepted(await signIn(username, typed))
    refused(await signIn(username, `${head}y`), 2006)
    assert.deepEqual(await storedOf(id), before)
  })

  test('a right and a wrong password cost the same, also where the hash gives way to ours', async () => {
    const hashing = countHashing(world)
    for (const [name, hash] of [
      ['ours', await argon2(password, { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 })],
      ['from elsewhere', fromElsewhere['bcrypt 2b'] ?? ''],
    ] as const) {
      const username = `weighed ${name}`
      accepted(await create(username, hash))
      hashing.since()
      refused(await signIn(username, 'wrong horse'), 2006)
      const ofWrong = hashing.since()
      accepted(await signIn(username, password))
      assert.deepEqual(hashing.since(), ofWrong, name)
    }
  })

  test('two who sign in at once both get in', async () => {
    const username = 'twice'
    accepted(await create(username, fromElsewhere['bcrypt 2b'] ?? ''))
    for (const outcome of await Promise.all([1, 2, 3, 4].map(() => signIn(username, password)))) accepted(outcome)
  })

  test('what is no hash, or too dear to check, is refused, and nobody is made', async () => {
    const dear = [
      '$2b$15$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234',
      `$argon2id$v=19$m=1048576,t=2,p=1$${saltText}$${'A'.repeat(43)}`,
      `$argon2id$v=19$m=65536,t=1000,p=1$${saltText}$${'A'.repeat(43)}`,
      `$scrypt$ln=20,r=8,p=16$${saltText}$${'A'.repeat(43)}`,
      `$pbkdf2-sha256$i=90000000$${saltText}$${'A'.repeat(43)}`,
      `$sha256$rounds=999999$${saltText}$${'0'.repeat(64)}`,
      '$1$salt$crypt',
      '{CRYPT}x',
    ]
    for (const hash of [...dear, sealed(world, 'correct horse')]) {
      refused(await create('nobody', hash), 400)
      assert.equal(readStoredHash(hash), null)
    }
    const { rowCount } = await database.pool.query("SELECT FROM user_account WHERE username = 'nobody'")
    assert.equal(rowCount, 0)
  })
})
