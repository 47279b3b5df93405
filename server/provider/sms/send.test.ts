import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { after, afterEach, suite, test } from 'node:test'
import { createOutgoingFetch } from '#platform/outgoing/outgoing-fetch.ts'
import { makeSms } from './make-sms.ts'
import { clock, message, now, type Received, startVendor, templates } from './test-vendor.ts'

const vendor = await startVendor()
after(() => vendor.close())
afterEach(() => vendor.received.splice(0))
const ground = { fetch: createOutgoingFetch(), clock }
const host = new URL(vendor.url).host
const hex = (text: string) => createHash('sha256').update(text).digest('hex')
const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** The vendors below check what they receive as their guides describe it, with no code of ours. */
function accept(check: (request: Received) => void, body: unknown) {
  vendor.answer = (request) => {
    try {
      check(request)
      return { body }
    } catch (error) {
      return { status: 400, body: { Code: 'SignatureDoesNotMatch', why: String(error) } }
    }
  }
}

suite('Alibaba Cloud', () => {
  const settings = { accessKeyId: 'LTAI-id', accessKeySecret: 'ali secret', signName: '门神', templates }
  const transport = makeSms('aliyun', { ...settings, endpoint: vendor.url }, ground)

  test('signs every parameter', async () => {
    accept(
      ({ method, path, body, form }) => {
        assert.equal(`${method} ${path}`, 'POST /')
        const pairs = body.split('&').filter((pair) => !pair.startsWith('Signature='))
        const text = ['POST', '%2F', encodeURIComponent(pairs.sort().join('&'))].join('&')
        assert.equal(form.get('Signature'), createHmac('sha1', 'ali secret&').update(text).digest('base64'))
        assert.ok(!/[+!'()*]/.test(pairs.join('&')), 'percent-encoded to the letter')
      },
      { Code: 'OK', BizId: '9006197^0', RequestId: 'r' },
    )
    assert.deepEqual(await transport.send({ ...message, params: { code: "4'02(9)*1!3", minutes: '5 分' } }), {
      messageId: '9006197^0',
    })
    const { form } = vendor.received[0] as Received
    assert.equal(form.get('PhoneNumbers'), '13800138000')
    assert.equal(form.get('TemplateCode'), 'SMS_71390007')
    assert.equal(form.get('TemplateParam'), JSON.stringify({ code: "4'02(9)*1!3", minutes: '5 分' }))
    assert.equal(form.get('Timestamp'), '2026-03-01T00:30:15Z')
  })

  test('uses a nonce once, and writes foreign numbers with their country code', async () => {
    accept(() => {}, { Code: 'OK' })
    await transport.send(message)
    assert.deepEqual(await transport.send({ ...message, to: '+15005550006' }), { messageId: null })
    const [first, second] = vendor.received.map(({ form }) => form)
    assert.notEqual(first?.get('SignatureNonce'), second?.get('SignatureNonce'))
    assert.equal(second?.get('PhoneNumbers'), '15005550006')
  })
})

test('Tencent Cloud: signs content type, host, action and body', async () => {
  const settings = { secretId: 'AKID-id', secretKey: 'tencent secret', smsSdkAppId: '1400006666', signName: '门神' }
  accept(
    ({ method, path, headers, body }) => {
      const canonical =
        `${method}\n${path}\n\ncontent-type:${headers['content-type']}\nhost:${headers.host}\n` +
        `x-tc-action:${String(headers['x-tc-action']).toLowerCase()}\n\ncontent-type;host;x-tc-action\n${hex(body)}`
      const text = `TC3-HMAC-SHA256\n${headers['x-tc-timestamp']}\n2026-03-01/sms/tc3_request\n${hex(canonical)}`
      const key = mac(mac(mac('TC3tencent secret', '2026-03-01'), 'sms'), 'tc3_request')
      assert.equal(
        headers.authorization,
        'TC3-HMAC-SHA256 Credential=AKID-id/2026-03-01/sms/tc3_request, ' +
          `SignedHeaders=content-type;host;x-tc-action, Signature=${mac(key, text).toString('hex')}`,
      )
    },
    { Response: { SendStatusSet: [{ SerialNo: '5000:104', Code: 'Ok' }], RequestId: 'r' } },
  )
  const transport = makeSms('tencent', { ...settings, templates, endpoint: vendor.url }, ground)
  assert.deepEqual(await transport.send(message), { messageId: '5000:104' })
  const { headers, body } = vendor.received[0] as Received
  assert.equal(headers['x-tc-version'], '2021-01-11')
  assert.deepEqual(JSON.parse(body), {
    PhoneNumberSet: ['+8613800138000'],
    SmsSdkAppId: '1400006666',
    SignName: '门神',
    TemplateId: 'SMS_71390007',
    TemplateParamSet: ['402913', '5'],
  })
})

test('Huawei Cloud: signs host, date and body', async () => {
  const settings = { appKey: 'app-key', appSecret: 'huawei secret', sender: '8820', signature: '门神' }
  accept(
    ({ method, path, headers, body }) => {
      const date = headers['x-sdk-date']
      const canonical = `${method}\n${path}/\n\nhost:${host}\nx-sdk-date:${date}\n\nhost;x-sdk-date\n${hex(body)}`
      const signature = mac('huawei secret', `SDK-HMAC-SHA256\n${date}\n${hex(canonical)}`).toString('hex')
      assert.equal(
        headers.authorization,
        `SDK-HMAC-SHA256 Access=app-key, SignedHeaders=host;x-sdk-date, Signature=${signature}`,
      )
      assert.equal(date, '20260301T003015Z')
    },
    { code: '000000', description: 'Success', result: [{ smsMsgId: 'd6e3cdd0-522b_1', status: '000000' }] },
  )
  const transport = makeSms('huawei', { ...settings, templates, endpoint: vendor.url }, ground)
  assert.deepEqual(await transport.send(message), { messageId: 'd6e3cdd0-522b_1' })
  const { path, form } = vendor.received[0] as Received
  assert.equal(path, '/sms/batchSendSms/v1')
  assert.deepEqual(Object.fromEntries(form), {
    from: '8820',
    to: '+8613800138000',
    templateId: 'SMS_71390007',
    templateParas: '["402913","5"]',
    signature: '门神',
  })
})

test('Twilio: Basic authentication, a number or a messaging service as sender, the finished text', async () => {
  const service = `MG${'0a'.repeat(16)}`
  vendor.answer = ({ headers }) =>
    headers.authorization === `Basic ${btoa('AC1:token')}` ? { status: 201, body: { sid: 'SM1' } } : { status: 401 }
  const from = (sender: string) =>
    makeSms('twilio', { accountSid: 'AC1', authToken: 'token', from: sender, endpoint: vendor.url }, ground)
  assert.deepEqual(await from('+15005550006').send(message), { messageId: 'SM1' })
  await from(service).send(message)
  const [first, second] = vendor.received as [Received, Received]
  assert.equal(first.path, '/2010-04-01/Accounts/AC1/Messages.json')
  assert.deepEqual(Object.fromEntries(first.form), { To: message.to, From: '+15005550006', Body: message.content })
  assert.equal(second.form.get('MessagingServiceSid'), service)
})

test('the webhook: JSON, signed with its time', async () => {
  accept(
    ({ method, headers, body }) => {
      const seconds = Math.floor(now.getTime() / 1000)
      const signature = mac('hook secret', `${seconds}.${body}`).toString('hex')
      assert.equal(method, 'POST')
      assert.equal(headers['content-type'], 'application/json')
      assert.equal(headers['x-menshen-signature'], `t=${seconds},v1=${signature}`)
    },
    { messageId: 'own-17' },
  )
  const transport = makeSms('webhook', { url: `${vendor.url}/sms?tenant=1`, secret: 'hook secret' }, ground)
  assert.deepEqual(await transport.send(message), { messageId: 'own-17' })
  const { path, body } = vendor.received[0] as Received
  const { to, template, params, content } = message
  assert.equal(path, '/sms?tenant=1')
  assert.deepEqual(JSON.parse(body), { to, template, params, content })
})

test('a vendor that checks refuses a wrong secret', async () => {
  vendor.answer = ({ headers, body }) => {
    const [seconds, signature] = String(headers['x-menshen-signature'])
      .split(/t=|,v1=/)
      .slice(1)
    return { status: mac('right', `${seconds}.${body}`).toString('hex') === signature ? 200 : 401 }
  }
  const send = (secret: string) => makeSms('webhook', { url: vendor.url, secret }, ground).send(message)
  await send('right')
  await assert.rejects(send('wrong'), { name: 'SmsFailure', kind: 'rejected', permanent: true })
})
