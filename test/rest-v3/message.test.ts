import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { registerPerson } from '../kit/people.ts'
import { codeIn, openPost } from '../kit/post.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
})

const v3 = v3In(() => world)
const as = () => ({ client_id: world.tenant.application.id, client_secret: world.tenant.application.secret })

async function mailed(email: string, channel: string): Promise<string> {
  world.passSeconds(61)
  ok(await v3('POST send-email', { channel, email }))
  return codeIn(await post.mailbox.next(email, /\b\d{6}\b/))
}

const check = (emailCodePayload: object) => v3('POST pre-check-code', { codeType: 'EMAIL', emailCodePayload })

test('a code of a channel is good for that, and for nothing else', async () => {
  const email = 'ada@example.com'
  const registering = await mailed(email, 'CHANNEL_REGISTER')
  const body = (passCode: string) => ({ connection: 'PASSCODE', passCodePayload: { email, passCode } })
  refusedAs(await v3('POST signin', { ...body(registering), ...as() }), 400, 2001)
  ok(await v3('POST signup', body(registering)))
  ok(await v3('POST signin', { ...body(await mailed(email, 'CHANNEL_LOGIN')), ...as() }))
  world.passSeconds(61)
  ok(await v3('POST send-sms', { channel: 'CHANNEL_LOGIN', phoneNumber: '13800138000', phoneCountryCode: '+86' }))
  const texted = codeIn(post.phones.last('+8613800138000'))
  const smsCodePayload = { phone: '13800138000', passCode: texted, channel: 'CHANNEL_LOGIN' }
  assert.deepEqual(ok(await v3('POST pre-check-code', { codeType: 'SMS', smsCodePayload })), { isValid: true })
  const login = { connection: 'PASSCODE', passCodePayload: { phone: '13800138000', passCode: texted } }
  ok(await v3('POST signin', { ...login, options: { autoRegister: true }, ...as() }))
})

test('asking whether a code is right uses nothing up, and each wrong guess costs a try', async () => {
  const email = 'grace@example.com'
  const passCode = await mailed(email, 'CHANNEL_REGISTER')
  const right = { email, passCode, channel: 'CHANNEL_REGISTER' }
  const wrong = { ...right, passCode: passCode === '000000' ? '000001' : '000000' }
  for (let i = 0; i < 2; i++) assert.deepEqual(ok(await check(right)), { isValid: true })
  const no = ok<{ isValid: boolean; message: string }>(await check({ ...right, channel: 'CHANNEL_LOGIN' }))
  assert.equal(no.isValid, false)
  assert.notEqual(no.message, '')
  const { verifyCodeMaxAttempts: most } = world.tenant.pool.settings
  for (let i = 0; i < most; i++) assert.equal(ok<{ isValid: boolean }>(await check(wrong)).isValid, false)
  assert.equal(ok<{ isValid: boolean }>(await check(right)).isValid, false, 'the guesses have used it up')
  refusedAs(await v3('POST signup', { connection: 'PASSCODE', passCodePayload: { email, passCode } }), 400, 2001)
})

test('a link to verify an address is mailed', async () => {
  const email = 'linus@example.com'
  const passCode = await mailed(email, 'CHANNEL_REGISTER')
  ok(await v3('POST signup', { connection: 'PASSCODE', passCodePayload: { email, passCode } }))
  world.passSeconds(61)
  ok(await v3('POST send-email', { channel: 'CHANNEL_VERIFY_EMAIL_LINK', email }))
  assert.match((await post.mailbox.next(email, /https?:/)).text ?? '', /https?:/)
})

test('what cannot be sent is refused', async () => {
  refusedAs(await v3('POST send-email', { channel: 'CHANNEL_LOGIN', email: 'nobody' }), 400, 2204)
  refusedAs(await v3('POST send-email', { channel: 'CHANNEL_SMOKE', email: 'a@example.com' }), 400, 400)
  refusedAs(await v3('POST send-email', { channel: 'CHANNEL_LOGIN' }), 400, 2231)
  refusedAs(await v3('POST send-email', { channel: 'CHANNEL_UNLOCK_ACCOUNT', email: 'a@example.com' }), 501, 1000)
  refusedAs(await v3('POST send-sms', { channel: 'CHANNEL_LOGIN', phoneNumber: '12' }), 400, 2028)
  const identity = { channel: 'CHANNEL_IDENTITY_VERIFICATION', phoneNumber: '13800138000' }
  refusedAs(await v3('POST send-sms', identity), 501, 1000)
  refusedAs(await v3('POST pre-check-code', { codeType: 'SMS' }), 400, 2231)
  refusedAs(await check({ email: 'x', passCode: '1', channel: 'CHANNEL_LOGIN' }), 400, 2204)
  ok(await v3('POST send-email', { channel: 'CHANNEL_LOGIN', email: 'twice@example.com' }))
  refusedAs(await v3('POST send-email', { channel: 'CHANNEL_LOGIN', email: 'twice@example.com' }), 429, 2080)
})

test('whoever is signed in somewhere else asks as anybody does', async () => {
  const { token } = await registerPerson(world)
  ok(await v3('GET get-captcha-code', undefined, { token }))
  ok(await v3('POST send-email', { channel: 'CHANNEL_BIND_EMAIL', email: 'bound@example.com' }, { token }))
})
