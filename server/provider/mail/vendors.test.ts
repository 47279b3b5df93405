import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { test } from 'node:test'
import {
  MailFailure,
  type MailFailureKind,
  type MailMessage,
  type MailTransport,
} from '#domain/messaging/message/mail-transport.ts'
import { systemClock } from '#platform/clock.ts'
import { trustEverybody } from '#platform/outgoing/address-rules.ts'
import { createOutgoingFetch } from '#platform/outgoing/outgoing-fetch.ts'
import { makeTestCertificate } from './certificate-for-test.ts'
import { makeMail } from './make-mail.ts'
import { closedPort } from './smtp-for-test.ts'
import { type Answer, type Asked, startVendor } from './vendor-for-test.ts'

const secret = 'a s3cret/+&= 密'
// SendGrid's key stands in a header as it is, and a header is Latin-1.
const secretOf = (vendor: string) => (vendor === 'sendgrid' ? 'SG.k3y' : secret)
const from = 'door@example.com'
const mail: MailMessage = {
  from: { name: '门神 "Shop"' },
  to: 'lin+tag@example.com',
  subject: "验证码 (4815) * ~ ' !",
  html: '<p>验证码：<b>4815</b> & more</p>',
  text: '验证码：4815 & more',
  replyTo: { name: '客服', address: 'help@example.com' },
}

const settings: Record<string, object> = {
  sendgrid: { apiKey: secretOf('sendgrid'), from },
  mailgun: { apiKey: secret, domain: 'mg.example.com', from },
  aliyun: { accessKeyId: 'id', accessKeySecret: secret, from },
  tencent: { secretId: 'id', secretKey: secret, from },
}

/** A vendor, told to find its API at the address. */
function make(vendor: string, endpoint: string, timeoutMs?: number): MailTransport {
  const fetch = createOutgoingFetch(trustEverybody, timeoutMs ? { timeoutMs } : {})
  return makeMail(vendor, { ...settings[vendor], endpoint }, { fetch, clock: systemClock })
}

async function asked(vendor: string, answer: Answer): Promise<{ messageId: string; request: Asked }> {
  const requests: Asked[] = []
  const endpoint = await startVendor((request) => {
    requests.push(request)
    return answer
  })
  const { messageId } = await make(vendor, endpoint).send(mail)
  assert.equal(requests.length, 1)
  return { messageId, request: requests[0] as Asked }
}

test('SendGrid gets what it documents', async () => {
  const { messageId, request } = await asked('sendgrid', { status: 202, headers: { 'X-Message-Id': 'sg-1' } })
  assert.equal(messageId, 'sg-1')
  assert.equal(request.path, '/v3/mail/send')
  assert.equal(request.headers.authorization, 'Bearer SG.k3y')
  assert.deepEqual(JSON.parse(request.body), {
    personalizations: [{ to: [{ email: mail.to }] }],
    from: { email: from, name: '门神 "Shop"' },
    reply_to: { email: 'help@example.com', name: '客服' },
    subject: mail.subject,
    content: [
      { type: 'text/plain', value: mail.text },
      { type: 'text/html', value: mail.html },
    ],
    tracking_settings: { click_tracking: { enable: false }, open_tracking: { enable: false } },
  })
})

test('Mailgun gets what it documents', async () => {
  const { messageId, request } = await asked('mailgun', { body: { id: '<1@mg.example.com>', message: 'Queued.' } })
  assert.equal(messageId, '<1@mg.example.com>')
  assert.equal(request.path, '/v3/mg.example.com/messages')
  assert.equal(
    Buffer.from(request.headers.authorization?.slice('Basic '.length) ?? '', 'base64').toString(),
    `api:${secret}`,
  )
  const form = new URLSearchParams(request.body)
  assert.equal(form.get('from'), '"门神 \\"Shop\\"" <door@example.com>')
  assert.equal(form.get('h:Reply-To'), '"客服" <help@example.com>')
  for (const field of ['to', 'subject', 'html', 'text'] as const) assert.equal(form.get(field), mail[field])
})

test('Aliyun gets a signature that it can check, over every parameter', async () => {
  const { messageId, request } = await asked('aliyun', { body: { EnvId: '600000', RequestId: 'r' } })
  assert.equal(messageId, '600000')
  const form = new URLSearchParams(request.body)
  const signature = form.get('Signature')
  form.delete('Signature')
  // Their rules, from the other side: form encoding, then `+`, `*` and `~` put right.
  const rfc3986 = (text: string) =>
    new URLSearchParams({ '': text })
      .toString()
      .slice(1)
      .replaceAll('+', '%20')
      .replaceAll('*', '%2A')
      .replaceAll('%7E', '~')
  const query = [...form]
    .map(([name, value]) => `${rfc3986(name)}=${rfc3986(value)}`)
    .sort()
    .join('&')
  const expected = createHmac('sha1', `${secret}&`)
    .update(`POST&%2F&${rfc3986(query)}`)
    .digest('base64')
  assert.equal(signature, expected)
  assert.equal(form.get('AccountName'), from)
  assert.equal(form.get('FromAlias'), '门神 "Shop"')
  assert.equal(form.get('ReplyAddress'), 'help@example.com')
  assert.equal(form.get('ToAddress'), mail.to)
  assert.equal(form.get('HtmlBody'), mail.html)
  assert.match(form.get('Timestamp') ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
})

test('Tencent Cloud gets a signature that it can check, over the bytes it receives', async () => {
  const { messageId, request } = await asked('tencent', { body: { Response: { MessageId: 'q-1', RequestId: 'r' } } })
  assert.equal(messageId, 'q-1')
  const { headers, body } = request
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  const seconds = headers['x-tc-timestamp'] as string
  const date = new Date(Number(seconds) * 1000).toISOString().slice(0, 10)
  const canonical = `POST\n/\n\ncontent-type:${headers['content-type']}\nhost:${headers.host}\nx-tc-action:sendemail\n\ncontent-type;host;x-tc-action\n${sha256(body)}`
  const toSign = `TC3-HMAC-SHA256\n${seconds}\n${date}/ses/tc3_request\n${sha256(canonical)}`
  const key = [date, 'ses', 'tc3_request'].reduce<Buffer>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    Buffer.from(`TC3${secret}`),
  )
  const signature = createHmac('sha256', key).update(toSign).digest('hex')
  assert.equal(
    headers.authorization,
    `TC3-HMAC-SHA256 Credential=id/${date}/ses/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=${signature}`,
  )
  assert.equal(headers['x-tc-action'], 'SendEmail')
  const sent = JSON.parse(body)
  assert.equal(sent.FromEmailAddress, '门神  Shop  <door@example.com>')
  assert.deepEqual(sent.Destination, [mail.to])
  assert.equal(Buffer.from(sent.Simple.Html, 'base64').toString(), mail.html)
  assert.equal(sent.ReplyToAddresses, 'help@example.com')
})

async function fails(vendor: string, endpoint: string, kind: MailFailureKind, permanent: boolean, timeoutMs?: number) {
  await assert.rejects(make(vendor, endpoint, timeoutMs).send(mail), (error) => {
    assert.ok(error instanceof MailFailure, String(error))
    assert.deepEqual([error.kind, error.permanent], [kind, permanent], `${vendor}: ${error.message}`)
    assert.ok(!error.message.includes(secretOf(vendor)))
    return true
  })
}

for (const vendor of Object.keys(settings)) {
  test(`${vendor}: each way to fail is told apart`, async () => {
    const answering = (answer: Answer) => startVendor(() => answer)
    await fails(vendor, await answering({ status: 401, body: `bad key ${secretOf(vendor)}` }), 'rejected', true)
    await fails(vendor, await answering({ status: 400, body: { code: 'InvalidAddress' } }), 'rejected', true)
    await fails(vendor, await answering({ status: 429 }), 'refused', false)
    await fails(vendor, await answering({ status: 503, body: 'later' }), 'refused', false)
    await fails(
      vendor,
      await answering({ status: 302, headers: { location: 'http://127.0.0.1:1/' } }),
      'unknown',
      false,
    )
    await fails(vendor, await answering({ silent: true }), 'timeout', false, 50)
    await fails(vendor, `http://127.0.0.1:${await closedPort()}`, 'unreachable', false)
    await fails(vendor, await startVendor(() => ({}), makeTestCertificate()), 'tls', false)
  })
}

test('a refusal inside an answer of 200, and one that is for now inside a 400', async () => {
  const tencent = (Code: string) => startVendor(() => ({ body: { Response: { Error: { Code, Message: 'no' } } } }))
  await fails('tencent', await tencent('FailedOperation.InsufficientBalance'), 'rejected', true)
  await fails('tencent', await tencent('RequestLimitExceeded'), 'refused', false)
  await fails('tencent', await startVendor(() => ({ body: 'not json' })), 'unknown', false)
  const throttled = await startVendor(() => ({ status: 400, body: { Code: 'Throttling.User' } }))
  await fails('aliyun', throttled, 'refused', false)
})

test('an endless answer is not read', async () => {
  await fails('mailgun', await startVendor(() => ({ status: 400, body: 'x'.repeat(5_000_000) })), 'unknown', false)
})

test('settings that are missing are named and nothing is tried', () => {
  const ground = { fetch: createOutgoingFetch(), clock: systemClock }
  assert.throws(
    () => makeMail('tencent', { secretId: '', secretKey: '', from }, ground),
    (error) =>
      error instanceof MailFailure && error.kind === 'unreachable' && /secretId, secretKey/.test(error.message),
  )
  assert.throws(() => makeMail('sendgrid', { apiKey: 'k', from: '' }, ground), { setting: 'config.from' })
})
