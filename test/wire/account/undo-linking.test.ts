// Two accounts that were made one are two again within seven days: by the person, or by the link that both sides get.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { cleanUp } from '../../kit/clean-up.ts'
import { codesIn } from '../../kit/codes.ts'
import { openBrowser } from '../../kit/entry.ts'
import { pressButton } from '../../kit/form.ts'
import { managementToken, registerPerson, sealed, send, signedInAs } from '../../kit/people.ts'
import { openPost } from '../../kit/post.ts'
import { codeOf, enrol } from '../../kit/second-factor.ts'
import { accepted, graphql, type Outcome, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let manager: string
let counter = 0
const [password, chosen] = ['correct horse', 'battery staple']
const week = 7 * 86_400

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  manager = await managementToken(world)
})

const call = (method: string, path: string, body?: object, speaking: Speaking = {}) =>
  rest(world.origin, method, `/api/v2/${path}`, body, { tenant: world.tenant, ...speaking })
const { mailCode } = codesIn(
  () => world,
  () => post,
)
const manage = (method: string, path: string, body?: object) => call(method, path, body, { token: manager })

interface Side {
  id: string
  email: string
  username: string
}

/** Somebody whom an administrator has entered, with a proven address and a password. */
async function entered(more: object = {}): Promise<Side> {
  const [username, email] = [`side${++counter}`, `side${counter}@example.com`]
  const userInfo = { username, email, emailVerified: true, password: sealed(world, password), ...more }
  const { id } = accepted<{ id: string }>(await send(world, 'createUser', { userInfo }, { token: manager }))
  return { id, username, email }
}

/** By a code to the address, or without one to somebody who has none. */
const enter = (id: string) => signedInAs(world, id)
const signIn = (username: string, word = password) =>
  send(world, 'loginByUsername', { input: { username, password: sealed(world, word) } })

async function link(first: { id: string }, second: { id: string }): Promise<void> {
  const tokens = { primaryUserToken: await enter(first.id), secondaryUserToken: await enter(second.id) }
  accepted(await call('POST', 'users/link', tokens))
}

interface Listed {
  id: string
  linkedAt: string
  undoableUntil: string
  account: { id: string; email: string | null }
}

const linkingsOf = async (token: string) =>
  accepted<Listed[]>(await call('GET', 'users/me/linkings', undefined, { token }))
const undo = (linkingId: string | undefined, token: string) =>
  call('POST', `users/me/linkings/${linkingId}/undo`, {}, { token })

/** Undoes the newest linking of a person. */
async function undoNewest(id: string): Promise<{ userId: string; primaryId: string | null; missing: string[] }> {
  const token = await enter(id)
  return accepted(await undo((await linkingsOf(token))[0]?.id, token))
}

async function undoLink(address: string): Promise<string> {
  const { text } = await post.mailbox.next(address, /undo-linking/)
  return /http\S+undo-linking\?token=\S+/.exec(text ?? '')?.[0] ?? assert.fail('no link')
}

/** An account with everything that hangs on it, as it stands in the database. */
async function whole(id: string): Promise<Record<string, unknown>> {
  const tables = ['user_password', 'totp_authenticator', 'user_identity', 'group_member', 'role_user', 'sub_account']
  const read = async (table: string, own = 'user_id') =>
    (await world.database.pool.query(`SELECT * FROM ${table} WHERE ${own} = $1 ORDER BY 1, 2, 3`, [id])).rows
  const [account] = await read('user_account', 'id')
  const { updated_at: _, logins_count: _1, last_login: _2, last_ip: _3, ...fixed } = account ?? {}
  const rest = await Promise.all(tables.map(async (table) => [table, await read(table)] as const))
  const grants = await read('resource_grant', 'target_id')
  return { account: account && fixed, grants, ...Object.fromEntries(rest) }
}

const row = async (id: string) =>
  (await world.database.pool.query('SELECT * FROM user_account WHERE id = $1', [id])).rows[0]

describe('an account that was linked into another', () => {
  test('is back as it was, and the other has nothing left of it', async () => {
    const first = await registerPerson(world)
    const second = await entered({ phone: '13900139000', phoneVerified: true, nickname: 'Lin', externalId: 'x-1' })
    const app = await enrol(world, accepted<{ token: string }>(await signIn(second.username)).token)
    accepted(
      await manage('POST', 'users/identity/link', { userId: second.id, identifier: 'github', userIdInIdp: 'gh1' }),
    )
    accepted(await manage('POST', `applications/${world.tenant.application.id}`, { enableSubAccount: true }))
    const sub = { userId: second.id, account: 'second till', password: sealed(world, password) }
    accepted(await manage('POST', `applications/${world.tenant.application.id}/sub-accounts`, sub))
    await givenRights(second.id)
    const token = await enterWithApp(second, app)
    const [before, other] = [await whole(second.id), await whole(first.id)]
    accepted(await call('POST', 'users/link', { primaryUserToken: await enter(first.id), secondaryUserToken: token }))
    assert.deepEqual((await row(first.id)).email, second.email)
    assert.equal(await row(second.id), undefined)
    refused(await signIn(second.username), 2004)
    assert.deepEqual(await undoNewest(first.id), { userId: second.id, primaryId: first.id, missing: [] })
    assert.deepEqual(await whole(second.id), before)
    assert.deepEqual(await whole(first.id), other)
    refused(await signIn(second.username), 1635)
  })

  test('is told of, with the way back, and stands in the history of both', async () => {
    const [first, second] = [await entered(), await entered()]
    await link(first, second)
    for (const { email } of [first, second]) await undoLink(email)
    await undoNewest(first.id)
    for (const { email } of [first, second]) await post.mailbox.next(email, /恢复为两个/)
    const operations = await historyOf([first.id, second.id])
    for (const one of ['user.accounts-linked', 'user.linking-undone'])
      assert.ok(operations.get(first.id)?.includes(one))
    for (const one of ['user.linked-away', 'user.restored']) assert.ok(operations.get(second.id)?.includes(one))
  })

  test('comes back once, whoever asks for it at once', async () => {
    const [first, second] = [await entered(), await entered()]
    await link(first, second)
    const address = await undoLink(second.email)
    const token = await enter(first.id)
    const [listed] = await linkingsOf(token)
    const pages = [openBrowser(world), openBrowser(world)]
    const shown = await Promise.all(pages.map(async (browser) => [browser, await browser.go(address)] as const))
    const outcomes = await Promise.all([
      ...shown.map(async ([browser, page]) => /又是两个账号/.test(await (await pressButton(browser, page)).text())),
      undo(listed?.id, token).then(({ code }) => code === 200),
    ])
    assert.equal(outcomes.filter(Boolean).length, 1, String(outcomes))
    refused(await undo(listed?.id, token), 404)
    assert.match(await (await openBrowser(world).go(address)).text(), /链接已失效/)
    accepted(await signIn(second.username))
  })

  test('comes back with what nobody has taken meanwhile, and says what is missing', async () => {
    const [first, second] = [await entered(), await entered({ phone: '13900139001', phoneVerified: true })]
    accepted(
      await manage('POST', 'users/identity/link', { userId: second.id, identifier: 'gitee', userIdInIdp: 'ge1' }),
    )
    await link(first, second)
    accepted(await manage('POST', 'users/identity/unlink', { userId: first.id, identifier: 'gitee' }))
    const taker = await entered({ username: second.username, email: second.email })
    accepted(await manage('POST', 'users/identity/link', { userId: taker.id, identifier: 'gitee', userIdInIdp: 'ge1' }))
    const { missing } = await undoNewest(first.id)
    assert.deepEqual([...missing].sort(), ['email', 'identity', 'username'])
    const back = await row(second.id)
    assert.deepEqual([back.email, back.username, back.phone], [null, null, '13900139001'])
    assert.equal((await row(taker.id)).email, second.email)
    const page = await openBrowser(world).go(await undoLink(second.email))
    assert.match(await page.text(), /链接已失效/)
  })

  test('has an account at another provider back that the other has taken off meanwhile', async () => {
    const [first, second] = [await entered(), await entered()]
    const identity = { identifier: 'apple', userIdInIdp: `ap${second.id}` }
    accepted(await manage('POST', 'users/identity/link', { userId: second.id, ...identity }))
    const before = await whole(second.id)
    await link(first, second)
    const unlink = { primaryUserToken: await enter(first.id), provider: 'apple' }
    accepted(await call('POST', 'users/unlink', unlink))
    assert.deepEqual((await undoNewest(first.id)).missing, [])
    assert.deepEqual(await whole(second.id), before)
  })

  test('gets a proven address back from whoever only names it', async () => {
    const [first, second] = [await entered(), await entered()]
    await link(first, second)
    const squatter = await registerPerson(world)
    await world.database.pool.query('UPDATE user_account SET email = $1, email_key = $1 WHERE id = $2', [
      second.email,
      squatter.id,
    ])
    assert.deepEqual((await undoNewest(first.id)).missing, [])
    assert.deepEqual([(await row(second.id)).email, (await row(squatter.id)).email], [second.email, null])
  })

  test('comes back though the other is gone, and locked where the other is', async () => {
    const [first, second, third] = [await entered(), await entered(), await entered()]
    await link(first, second)
    const address = await undoLink(second.email)
    accepted(await send(world, 'deleteUser', { id: first.id }, { token: manager }))
    const browser = openBrowser(world)
    assert.match(await (await pressButton(browser, await browser.go(address))).text(), /又是两个账号/)
    accepted(await signIn(second.username))
    await link(third, second)
    const again = await undoLink(second.email)
    accepted(await send(world, 'updateUser', { id: third.id, input: { blocked: true } }, { token: manager }))
    await pressButton(browser, await browser.go(again))
    refused(await signIn(second.username), 2005)
  })

  test('can be had back from a third that the other was linked into, in either order', async () => {
    for (const order of ['first things first', 'last things first']) {
      const [one, two, three] = [await registerPerson(world), await registerPerson(world), await entered()]
      const before = [await whole(three.id), await whole(two.id)]
      await link(two, three)
      await link(one, two)
      assert.equal((await row(one.id)).email, three.email)
      const token = await enter(one.id)
      const listed = await linkingsOf(token)
      assert.deepEqual(listed.map(({ account }) => account.id).sort(), [two.id, three.id].sort())
      const byId = (id: string) => listed.find(({ account }) => account.id === id)?.id
      if (order === 'first things first') {
        accepted(await undo(byId(three.id), token))
        accepted(await undo(byId(two.id), await enter(one.id)))
      } else {
        accepted(await undo(byId(two.id), token))
        refused(await undo(byId(three.id), await enter(one.id)), 404)
        accepted(await undo(byId(three.id), await enter(two.id)))
      }
      assert.deepEqual(await whole(three.id), before[0], order)
      const two2 = await whole(two.id)
      assert.deepEqual(two2, before[1], order)
      assert.equal((await row(one.id)).email, null)
    }
  })
})

describe('what came with a linking', () => {
  test('lets nobody in afterwards who came by it: sessions, and a password that was reset by it', async () => {
    const first = await registerPerson(world)
    const second = await entered()
    await link(first, second)
    const own = accepted<{ token: string }>(await signIn(first.username)).token
    const byCode = await enter(first.id)
    accepted(await reset(second.email, chosen))
    const byReset = accepted<{ token: string }>(await signIn(first.username, chosen)).token
    for (const dead of [own, byCode]) refused(await send(world, 'user', {}, { token: dead }), 2206)
    const browser = openBrowser(world)
    await pressButton(browser, await browser.go(await undoLink(second.email)))
    refused(await send(world, 'user', {}, { token: byReset }), 2206)
    refused(await signIn(first.username, chosen), 2006)
    accepted(await signIn(first.username))
  })

  test('takes nothing from the first that is its own: sessions by password, a password that it changed', async () => {
    const first = await registerPerson(world)
    const second = await entered()
    await link(first, second)
    const byCode = await enter(first.id)
    const change =
      'mutation ($newPassword: String!, $oldPassword: String) { updatePassword(newPassword: $newPassword, oldPassword: $oldPassword) { id } }'
    const words = { newPassword: sealed(world, chosen), oldPassword: sealed(world, password) }
    const token = accepted<{ token: string }>(await signIn(first.username)).token
    accepted(await graphql(world.origin, change, words, { tenant: world.tenant, token }))
    const [listed] = await linkingsOf(token)
    accepted(await undo(listed?.id, token))
    accepted(await send(world, 'user', {}, { token }))
    refused(await send(world, 'user', {}, { token: byCode }), 2206)
    accepted(await signIn(first.username, chosen))
  })

  test('stays where the first has proven it since and the second never had', async () => {
    const first = await registerPerson(world)
    const second = await registerPerson(world)
    const email = `unproven${++counter}@example.com`
    await world.database.pool.query('UPDATE user_account SET email = $1, email_key = $1 WHERE id = $2', [
      email,
      second.id,
    ])
    await link(first, second)
    await world.database.pool.query('UPDATE user_account SET email_verified = true WHERE id = $1', [first.id])
    assert.deepEqual((await undoNewest(first.id)).missing, ['email'])
    assert.equal((await row(first.id)).email, email)
  })

  test('begins no reset that outlives it', async () => {
    const first = await registerPerson(world)
    const second = await entered()
    await link(first, second)
    const code = await mailCode(second.email, 'RESET_PASSWORD_VERIFY_CODE')
    const begun = accepted<{ token: string }>(
      await call('POST', 'users/password/forget/check-code', { email: second.email, code }),
    )
    await undoNewest(first.id)
    const finish = { resetPasswordToken: begun.token, newPassword: sealed(world, chosen) }
    refused(await call('POST', 'users/password/password-reset', finish), 2019)
  })
})

describe('whoever may not undo a linking', () => {
  test('is refused: weaker sessions 6127 and 1001, others 404, other pools 404, nobody 2020', async () => {
    const [first, second] = [await entered(), await entered()]
    await link(first, second)
    const old = await enter(first.id)
    const [listed] = await linkingsOf(old)
    const stranger = await registerPerson(world)
    refused(await undo(listed?.id, stranger.token), 404)
    assert.deepEqual(await linkingsOf(stranger.token), [])
    const tenant = await world.addTenant(`abroad${++counter}`)
    const abroad = await registerPerson(world, { tenant })
    const there = { tenant, token: abroad.token }
    refused(await rest(world.origin, 'POST', `/api/v2/users/me/linkings/${listed?.id}/undo`, {}, there), 404)
    refused(await call('POST', `users/me/linkings/${listed?.id}/undo`, {}), 2020)
    refused(await undo(listed?.id, manager), 1001)
    const borrowed = accepted<{ token: string }>(
      await send(world, 'refreshToken', { id: first.id }, { token: manager }),
    ).token
    refused(await undo(listed?.id, borrowed), 1001)
    refused(await call('GET', 'users/me/linkings', undefined, { token: borrowed }), 1001)
    world.passSeconds(301)
    refused(await undo(listed?.id, old), 6127)
    assert.equal(await row(second.id), undefined)
  })

  test('finds nothing after seven days, when nothing is left of the account', async () => {
    const [first, second] = [await entered(), await entered()]
    await link(first, second)
    const address = await undoLink(second.email)
    world.passSeconds(week - 30)
    const token = await enter(first.id)
    const [listed] = await linkingsOf(token)
    world.passSeconds(31)
    assert.deepEqual(await linkingsOf(token), [])
    refused(await undo(listed?.id, token), 404)
    assert.match(await (await openBrowser(world).go(address)).text(), /链接已失效/)
    await cleanUp(world.app.domain)
    const { rows } = await world.database.pool.query('SELECT FROM account_linking WHERE secondary_id = $1', [second.id])
    assert.equal(rows.length, 0)
  })

  test('changes nothing by opening the link, nor from another site, nor with a token of another kind', async () => {
    const [first, second] = [await entered(), await entered()]
    await link(first, second)
    const address = await undoLink(first.email)
    const browser = openBrowser(world)
    const page = await browser.go(address)
    assert.match(await page.clone().text(), new RegExp(second.email))
    for (const method of ['HEAD', 'GET']) await browser.go(address, { method })
    const foreign = await pressButton(browser, page.clone(), {}, { 'sec-fetch-site': 'cross-site' })
    assert.doesNotMatch(await foreign.text(), /又是两个账号/)
    const forged = await pressButton(browser, page.clone(), { csrf: 'x'.repeat(43) })
    assert.doesNotMatch(await forged.text(), /又是两个账号/)
    const token = new URL(address).searchParams.get('token') ?? ''
    const elsewhere = { token, newPassword: sealed(world, chosen) }
    const asReset: Outcome = await call('POST', 'users/password/forget/link-reset-password', elsewhere)
    assert.notEqual(asReset.code, 200)
    assert.match(await (await browser.go(address.replace('undo-linking', 'verify-email'))).text(), /链接已失效/)
    assert.equal(await row(second.id), undefined)
    const english = await browser.go(address, { headers: { 'accept-language': 'en' } })
    assert.match(await english.clone().text(), /Undo linking/)
    assert.match(
      await (await pressButton(browser, english, {}, { 'accept-language': 'en' })).text(),
      /The accounts are two again/,
    )
  })
})

async function reset(email: string, word: string): Promise<Outcome> {
  const code = await mailCode(email, 'RESET_PASSWORD_VERIFY_CODE')
  return call('POST', 'password/reset/email', { email, code, newPassword: sealed(world, word) })
}

async function enterWithApp(second: Side, app: { secret: string }): Promise<string> {
  world.passSeconds(60)
  const { mfaToken } = (await signIn(second.username)).data as { mfaToken: string }
  const outcome = await call('POST', 'mfa/totp/verify', { totp: codeOf(world, app) }, { token: mfaToken })
  return accepted<{ token: string }>(outcome).token
}

async function givenRights(userId: string): Promise<void> {
  const { pool, tenant } = { pool: world.database.pool, tenant: world.tenant }
  const at = [tenant.pool.id, userId]
  await pool.query("INSERT INTO user_group (user_pool_id, id, code, name) VALUES ($1, 'g1', 'g', 'g')", [at[0]])
  await pool.query("INSERT INTO role (user_pool_id, id, namespace, code) VALUES ($1, 'r1', 'default', 'r')", [at[0]])
  await pool.query("INSERT INTO group_member (user_pool_id, group_id, user_id) VALUES ($1, 'g1', $2)", at)
  await pool.query("INSERT INTO role_user (user_pool_id, role_id, user_id) VALUES ($1, 'r1', $2)", at)
  await pool.query(
    "INSERT INTO resource_grant (user_pool_id, target_type, target_id, namespace, resource, actions) VALUES ($1, 'USER', $2, 'default', 'book:1', '{read}')",
    at,
  )
}

async function historyOf(ids: string[]): Promise<Map<string, string[]>> {
  const { rows } = await world.database.pool.query<{ user: string; name: string }>(
    `SELECT body->'payload'->>'userId' AS user, name FROM event_outbox WHERE body->'payload'->>'userId' = ANY ($1)
     UNION ALL SELECT user_id, operation FROM audit_record WHERE user_id = ANY ($1)`,
    [ids],
  )
  return new Map(ids.map((id) => [id, rows.filter(({ user }) => user === id).map(({ name }) => name)]))
}
