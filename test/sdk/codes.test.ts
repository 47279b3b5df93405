import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { openBrowser } from '../kit/entry.ts'
import { pressButton } from '../kit/form.ts'
import { freshEmail, freshPhone } from '../kit/fresh.ts'
import { managementToken, send } from '../kit/people.ts'
import { codeIn, openPost } from '../kit/post.ts'
import { sdk } from '../kit/sdk.ts'
import { accepted, refused } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { authenticationClient, codeOf } from './clients.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
})

async function createPerson(userInfo: object): Promise<{ id: string }> {
  return accepted(await send(world, 'createUser', { userInfo }, { token: await managementToken(world) }))
}

/** What arrived for an address after the client asked for it. */
const mailed = async (email: string) => codeIn(await post.mailbox.next(email))
const texted = (phone: string) => codeIn(post.phones.last(`+86${phone}`))

describe('AuthenticationClient of the official SDK, with codes', () => {
  test('sendSmsCode and loginByPhoneCode', async () => {
    const client = authenticationClient(world)
    const phone = freshPhone()
    const { id } = await createPerson({ phone })
    assert.deepEqual(await client.sendSmsCode(phone), { code: 200, message: 'Sent' })
    const user = await client.loginByPhoneCode(phone, texted(phone))
    assert.equal(user.id, id)
    assert.equal((await client.getCurrentUser())?.id, id)
    await assert.rejects(client.loginByPhoneCode(phone, '000000'), (thrown) => codeOf(thrown) === 2001)
    await assert.rejects(client.sendSmsCode(phone), (thrown) => codeOf(thrown) === 2080)
  })

  test('registerByPhoneCode, with a password and signed in', async () => {
    const client = authenticationClient(world)
    const phone = freshPhone()
    await client.sendSmsCode(phone)
    const user = await client.registerByPhoneCode(
      phone,
      texted(phone),
      'plain-gate-1',
      { nickname: 'Ann' },
      { forceLogin: true },
    )
    assert.deepEqual([user.phone, user.nickname, user.phoneVerified], [phone, 'Ann', true])
    assert.equal((await client.loginByPhonePassword(phone, 'plain-gate-1')).id, user.id)
  })

  test('sendEmail and loginByEmailCode', async () => {
    const client = authenticationClient(world)
    const email = freshEmail()
    const { id } = await createPerson({ email })
    assert.deepEqual(await client.sendEmail(email, sdk.EmailScene.VerifyCode), { code: 200, message: 'Sent' })
    const user = await client.loginByEmailCode(email, await mailed(email))
    assert.equal(user.id, id)
    assert.equal((await client.getCurrentUser())?.emailVerified, true)
  })

  test('registerByEmailCode', async () => {
    const client = authenticationClient(world)
    const email = freshEmail()
    await client.sendEmail(email, 'REGISTER_VERIFY_CODE' as never)
    const user = await client.registerByEmailCode(email, await mailed(email), { nickname: 'Bo' })
    assert.deepEqual([user.email, user.nickname, user.emailVerified], [email, 'Bo', true])
  })

  test('resetPasswordByEmailCode', async () => {
    const client = authenticationClient(world)
    const email = freshEmail()
    await createPerson({ email })
    await client.sendEmail(email, sdk.EmailScene.ResetPassword)
    const code = await mailed(email)
    await assert.rejects(
      client.resetPasswordByEmailCode(email, '0', 'plain-gate-1'),
      (thrown) => codeOf(thrown) === 2001,
    )
    const answer = await client.resetPasswordByEmailCode(email, code, 'plain-gate-1')
    assert.equal(answer.code, 200)
    assert.ok((await client.loginByEmail(email, 'plain-gate-1')).token)
  })

  test('resetPasswordByPhoneCode, with a code that names no scene', async () => {
    const client = authenticationClient(world)
    const phone = freshPhone()
    await createPerson({ phone })
    await client.sendSmsCode(phone)
    assert.equal((await client.resetPasswordByPhoneCode(phone, texted(phone), 'plain-gate-1')).code, 200)
    assert.ok((await client.loginByPhonePassword(phone, 'plain-gate-1')).token)
  })

  test('the link of sendEmail(VERIFY_EMAIL) verifies the address', async () => {
    const client = authenticationClient(world)
    const email = freshEmail()
    const person = await client.registerByEmail(email, 'plain-gate-1', undefined, { forceLogin: true })
    assert.equal(person.emailVerified, false)
    await client.sendEmail(email, sdk.EmailScene.VerifyEmail)
    const { text } = await post.mailbox.next(email)
    const link = /http:\/\/\S+\/verify-email\?token=[\w.-]+/.exec(text ?? '')?.[0] ?? assert.fail('no link')
    await fetch(link)
    assert.equal((await client.getCurrentUser())?.emailVerified, false, 'opening it changes nothing')
    const browser = openBrowser(world)
    assert.equal((await pressButton(browser, await browser.go(link))).status, 200)
    // Nothing showed that the person who pressed it had registered: the account is the mail's reader's, and nobody is signed in.
    refused(await send(world, 'user', {}, { token: person.token ?? '' }), 2206)
    const seen = await send(world, 'user', { id: person.id }, { token: await managementToken(world) })
    assert.equal(accepted<{ email: string }>(seen).email, email)
  })

  test('an address is proven in the session of who registered it, and everything stays', async () => {
    const client = authenticationClient(world)
    const phone = freshPhone()
    await client.registerByUsername(`own${phone}`, 'correct horse', { phone } as never, { forceLogin: true })
    await client.sendSmsCode(phone)
    assert.equal((await client.loginByPhoneCode(phone, texted(phone))).phoneVerified, true)
    assert.ok((await client.loginByUsername(`own${phone}`, 'correct horse')).token)
  })
})
