import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { inspect } from 'node:util'
import { SmsFailure, type SmsFailureKind, type SmsTransport } from '#domain/messaging/message/sms-transport.ts'
import { trustEverybody } from '#platform/outgoing/address-rules.ts'
import { createOutgoingFetch, type OutgoingBounds } from '#platform/outgoing/outgoing-fetch.ts'
import { makeSms } from './make-sms.ts'
import { clock, message, startVendor, templates, type Vendor } from './test-vendor.ts'

const vendor = await startVendor()
after(() => vendor.close())

const settings: Record<string, object> = {
  aliyun: { accessKeyId: 'secret-id', accessKeySecret: 'secret-key', signName: 's', templates },
  tencent: { secretId: 'secret-id', secretKey: 'secret-key', smsSdkAppId: '1', signName: 's', templates },
  huawei: { appKey: 'secret-id', appSecret: 'secret-key', sender: '1', templates },
  twilio: { accountSid: 'secret-id', authToken: 'secret-key', from: '+1' },
  webhook: { secret: 'secret-key' },
}

/** A vendor, told to find its API at the address. */
function make(kind: string, address: string, bounds?: OutgoingBounds, more: object = {}): SmsTransport {
  const ground = { fetch: createOutgoingFetch(trustEverybody, bounds), clock }
  return makeSms(kind, { ...settings[kind], [kind === 'webhook' ? 'url' : 'endpoint']: address, ...more }, ground)
}

async function failureOf(transport: SmsTransport, sent = message): Promise<SmsFailure> {
  const error = await transport.send(sent).then(
    () => assert.fail('was accepted'),
    (error: unknown) => error,
  )
  assert.ok(error instanceof SmsFailure, inspect(error))
  return error
}

type Answer = Exclude<ReturnType<Vendor['answer']>, 'silence'>
const tencent = (body: object) => ({ body: { Response: body } })
const cases: [name: string, answer: Answer, kind: SmsFailureKind][] = [
  ['aliyun', { body: { Code: 'isv.BUSINESS_LIMIT_CONTROL' } }, 'limited'],
  ['aliyun', { status: 400, body: { Code: 'Throttling.User' } }, 'limited'],
  ['aliyun', { status: 400, body: { Code: 'SignatureDoesNotMatch', Message: 'secret-id 402913' } }, 'rejected'],
  ['aliyun', { body: { Code: 'isv.MOBILE_NUMBER_ILLEGAL' } }, 'rejected'],
  ['aliyun', { body: { Code: 'isv.BLACK_KEY_CONTROL_LIMIT' } }, 'rejected'],
  ['aliyun', { body: { Code: 'isp.SYSTEM_ERROR' } }, 'unknown'],
  ['aliyun', { body: 'no JSON' }, 'unknown'],
  ['tencent', tencent({ Error: { Code: 'AuthFailure.SignatureFailure', Message: 'secret-id' } }), 'rejected'],
  ['tencent', tencent({ SendStatusSet: [{ Code: 'LimitExceeded.PhoneNumberDailyLimit' }] }), 'limited'],
  ['tencent', tencent({ Error: { Code: 'RequestLimitExceeded' } }), 'limited'],
  ['tencent', tencent({ SendStatusSet: [{ Code: 'InvalidParameterValue.IncorrectPhoneNumber' }] }), 'rejected'],
  ['tencent', tencent({ Error: { Code: 'InternalError.Timeout' } }), 'unknown'],
  ['tencent', tencent({ SendStatusSet: [] }), 'unknown'],
  ['huawei', { body: { code: 'E000510', result: [{ status: 'E200033' }] } }, 'rejected'],
  ['huawei', { body: { code: '000000', result: [{ status: 'E200030' }] } }, 'rejected'],
  ['huawei', { status: 401, body: { error_code: 'APIGW.0301', error_msg: 'secret-id' } }, 'rejected'],
  ['huawei', { status: 429, body: { error_code: 'APIGW.0308' } }, 'limited'],
  ['huawei', { status: 500, body: { code: 'E000000' } }, 'unknown'],
  ['twilio', { status: 400, body: { code: 21211, message: '+8613800138000 is not a valid number' } }, 'rejected'],
  ['twilio', { status: 401, body: { code: 20003 } }, 'rejected'],
  ['twilio', { status: 429, body: { code: 20429 } }, 'limited'],
  ['twilio', { status: 400, body: { code: 63038 } }, 'limited'],
  ['twilio', { status: 503, body: 'upstream' }, 'unknown'],
  ['webhook', { status: 400, body: 'secret-key 402913' }, 'rejected'],
  ['webhook', { status: 429 }, 'limited'],
  ['webhook', { status: 502 }, 'unknown'],
]

/** Nothing that an error shows, in whatever way it is printed, may be one of these. */
function assertDiscreet(error: SmsFailure) {
  const shown = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)
  for (const secret of ['secret-id', 'secret-key', '402913', '13800138000', '127.0.0.1'])
    assert.ok(!shown.includes(secret), `${secret} in ${shown}`)
  assert.equal(error.cause, undefined)
}

suite('what a vendor answers', () => {
  for (const [name, answer, kind] of cases)
    test(`${name}: ${answer.status ?? 200} ${JSON.stringify(answer.body ?? '')} is ${kind}`, async () => {
      vendor.answer = () => answer
      const error = await failureOf(make(name, vendor.url))
      assert.equal(error.kind, kind)
      assert.equal(error.permanent, kind === 'rejected')
      assertDiscreet(error)
    })
})

for (const name of Object.keys(settings))
  suite(`${name} over a bad line`, () => {
    test('nobody listens', async () => {
      const gone = await startVendor()
      await gone.close()
      const error = await failureOf(make(name, gone.url))
      assert.equal(error.kind, 'unreachable')
      assertDiscreet(error)
    })

    test('no answer within the bound', async () => {
      // One of its own: what nobody waits for any more may still arrive while the next test counts.
      const mute = await startVendor()
      mute.answer = () => 'silence'
      assert.equal((await failureOf(make(name, mute.url, { timeoutMs: 50 }))).kind, 'timeout')
      await mute.close()
    })

    test('a redirect is not followed', async () => {
      const before = vendor.received.length
      vendor.answer = () => ({ status: 307, headers: { location: `${vendor.url}/elsewhere` } })
      assert.equal((await failureOf(make(name, vendor.url))).kind, 'rejected')
      assert.equal(vendor.received.length, before + 1)
    })

    test('an answer longer than the bound is not read', async () => {
      vendor.answer = () => ({ body: 'x'.repeat(2_000) })
      assert.equal((await failureOf(make(name, vendor.url, { maxBytes: 1_000 }))).kind, 'unknown')
    })
  })

test('a template that the vendor does not know, or a value for it that is missing, is never sent', async () => {
  const before = vendor.received.length
  const transport = make('aliyun', vendor.url)
  assert.match((await failureOf(transport, { ...message, template: 'welcome' })).message, /rejected \(no-template\)/)
  assert.match((await failureOf(transport, { ...message, params: {} })).message, /rejected \(missing-param\)/)
  assert.equal(vendor.received.length, before)
})

test('a template may be another one per language', async () => {
  vendor.answer = () => ({ body: { Code: 'OK' } })
  const both = { ...templates, 'verification-code:en-US': { id: 'SMS_EN', params: ['code'] } }
  const transport = make('aliyun', vendor.url, undefined, { templates: both })
  await transport.send({ ...message, language: 'en-US' })
  await transport.send(message)
  const codes = vendor.received.slice(-2).map(({ form }) => form.get('TemplateCode'))
  assert.deepEqual(codes, ['SMS_EN', 'SMS_71390007'])
})
