import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Person, registerPerson } from '../kit/people.ts'
import { codeIn, openPost } from '../kit/post.ts'
import { codeOf } from '../kit/second-factor.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
})

const v3 = v3In(() => world)

interface Begun {
  enrollmentToken: string
  otpData?: { qrCodeUri: string; qrCodeDataUrl: string; recoveryCode: string }
}
interface Factor {
  factorId: string
  factorType: string
  profile: Record<string, unknown>
}

const begin = (token: string, factorType: string, profile: object = {}) =>
  v3('POST send-enroll-factor-request', { factorType, profile }, { token })

const finish = (token: string, factorType: string, enrollmentToken: string, enrollmentData: object) =>
  v3('POST enroll-factor', { factorType, enrollmentToken, enrollmentData }, { token })

const list = async (token: string) => ok<Factor[]>(await v3('GET list-enrolled-factors', undefined, { token }))

/** Sets an authenticator app up; its secret. */
async function enrolApp({ token }: Pick<Person, 'token'>): Promise<{ secret: string }> {
  const { enrollmentToken, otpData } = ok<Begun>(await begin(token, 'OTP'))
  const secret = new URL(otpData?.qrCodeUri ?? '').searchParams.get('secret') ?? ''
  assert.match(otpData?.qrCodeDataUrl ?? '', /^data:image\/png/)
  assert.match(otpData?.recoveryCode ?? '', /-/)
  refusedAs(await finish(token, 'OTP', enrollmentToken, { passCode: '000000' }), 400, 6001)
  refusedAs(await finish(token, 'OTP', enrollmentToken, {}), 400, 2231)
  refusedAs(await finish(token, 'SMS', enrollmentToken, { passCode: '000000' }), 404, 6003)
  ok(await finish(token, 'OTP', enrollmentToken, { passCode: codeOf(world, { secret }) }))
  refusedAs(await finish(token, 'OTP', enrollmentToken, { passCode: codeOf(world, { secret }) }), 404, 6003)
  return { secret }
}

test('an authenticator app is set up, read, shown and taken away', async () => {
  const person = await registerPerson(world)
  const { token } = person
  assert.deepEqual(await list(token), [])
  const open = ok<{ factorType: string }[]>(await v3('GET list-factors-to-enroll', undefined, { token }))
  assert.deepEqual(
    open.map(({ factorType }) => factorType),
    ['OTP', 'SMS', 'EMAIL'],
  )
  const app = await enrolApp(person)
  const [factor] = await list(token)
  assert.equal(factor?.factorType, 'OTP')
  const id = factor?.factorId ?? ''
  assert.deepEqual(ok(await v3(`GET get-factor?factorId=${id}`, undefined, { token })), factor)
  const left = ok<{ factorType: string }[]>(await v3('GET list-factors-to-enroll', undefined, { token }))
  assert.deepEqual(
    left.map(({ factorType }) => factorType),
    ['SMS', 'EMAIL'],
  )
  world.passSeconds(31)
  const totp = codeOf(world, app)
  assert.deepEqual(ok(await v3('POST mfa-totp-verify', { totp }, { token })), { verified: true })
  refusedAs(await v3('POST mfa-totp-verify', { totp }, { token }), 400, 6001)
  ok(await v3('POST reset-factor', { factorId: id }, { token }))
  assert.deepEqual(await list(token), [])
  refusedAs(await v3('POST reset-factor', { factorId: id }, { token }), 404, 6003)
  refusedAs(await v3(`GET get-factor?factorId=${id}`, undefined, { token }), 404, 6003)
  refusedAs(await v3('POST mfa-totp-verify', { totp }, { token }), 404, 6003)
})

test('wrong codes of the app are counted, and more are not taken', async () => {
  const person = await registerPerson(world)
  const app = await enrolApp(person)
  const speaking = { token: person.token }
  for (let i = 0; i < 10; i++) refusedAs(await v3('POST mfa-totp-verify', { totp: '000000' }, speaking), 400, 6001)
  refusedAs(await v3('POST mfa-totp-verify', { totp: '000000' }, speaking), 403, 2005)
  world.passSeconds(31)
  refusedAs(await v3('POST mfa-totp-verify', { totp: codeOf(world, app) }, speaking), 403, 2005)
})

test('an address becomes a factor with the code that went there, and the person’s own', async () => {
  const { token } = await registerPerson(world)
  const email = 'ada@example.com'
  const { enrollmentToken } = ok<Begun>(await begin(token, 'EMAIL', { email }))
  const passCode = codeIn(await post.mailbox.next(email, /\b\d{6}\b/))
  refusedAs(await finish(token, 'EMAIL', enrollmentToken, { passCode: '000000' }), 400, 2001)
  const other = await registerPerson(world)
  refusedAs(await finish(other.token, 'EMAIL', enrollmentToken, { passCode }), 404, 6003)
  ok(await finish(token, 'EMAIL', enrollmentToken, { passCode }))
  const phone = { phoneNumber: '13800138000', phoneCountryCode: '+86' }
  const texted = ok<Begun>(await begin(token, 'SMS', phone))
  const sms = codeIn(post.phones.last('+8613800138000'))
  ok(await finish(token, 'SMS', texted.enrollmentToken, { passCode: sms }))
  const factors = await list(token)
  assert.deepEqual(
    factors.map(({ factorType, profile }) => [factorType, profile]),
    [
      ['SMS', { phoneNumber: '13800138000', phoneCountryCode: '+86' }],
      ['EMAIL', { email }],
    ],
  )
  refusedAs(await begin(token, 'EMAIL', { email: 'other@example.com' }), 409, 2200)
  ok(await v3('POST reset-factor', { factorId: factors[0]?.factorId }, { token }))
  assert.deepEqual(
    (await list(token)).map(({ factorType }) => factorType),
    ['EMAIL'],
  )
})

test('nobody sets up or takes away a factor without a fresh sign-in, nor those of others', async () => {
  const [one, two] = [await registerPerson(world), await registerPerson(world)]
  await enrolApp(two)
  const theirs = (await list(two.token))[0]?.factorId
  refusedAs(await v3('POST reset-factor', { factorId: theirs }, { token: one.token }), 404, 6003)
  refusedAs(await v3(`GET get-factor?factorId=${theirs}`, undefined, { token: one.token }), 404, 6003)
  const { enrollmentToken } = ok<Begun>(await begin(one.token, 'OTP'))
  world.passSeconds(700)
  refusedAs(await finish(one.token, 'OTP', enrollmentToken, { passCode: '123456' }), 404, 6003)
  refusedAs(await begin(one.token, 'OTP'), 403, 6127)
  refusedAs(await v3('POST reset-factor', { factorId: theirs }, { token: two.token }), 403, 6127)
})

test('what is missing or cannot be is refused', async () => {
  const { token } = await registerPerson(world)
  refusedAs(await begin(token, 'SMOKE'), 400, 400)
  refusedAs(await begin(token, 'EMAIL'), 400, 2231)
  refusedAs(await begin(token, 'EMAIL', { email: 'nobody' }), 400, 2204)
  refusedAs(await begin(token, 'SMS', { phoneNumber: '12' }), 400, 2028)
  refusedAs(await begin(token, 'FACE'), 501, 1700)
  refusedAs(await finish(token, 'OTP', 'made up', { passCode: '123456' }), 404, 6003)
  refusedAs(await v3('GET list-enrolled-factors'), 401, 2020)
  refusedAs(await v3('POST mfa-totp-verify', { totp: '' }, { token }), 400, 2231)
  const asked = await fetch(`${world.origin}/mfa/token/introspection`, {
    method: 'POST',
    body: new URLSearchParams({ token }),
  })
  assert.deepEqual(await asked.json(), { active: false }, 'a person’s token is no half of a sign-in')
})
