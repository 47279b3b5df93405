import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MailFailure, type MailFailureKind, type MailMessage } from '#domain/messaging/message/mail-transport.ts'
import { systemClock } from '#platform/clock.ts'
import { createOutgoingFetch } from '#platform/outgoing/outgoing-fetch.ts'
import { makeTestCertificate } from './certificate-for-test.ts'
import type { MailGround } from './ground.ts'
import { makeMail } from './make-mail.ts'
import { readSmtpUrl, type SmtpConfig } from './smtp-config.ts'
import { closedPort, reply, startSilent, startSmtp } from './smtp-for-test.ts'

const certificate = makeTestCertificate()
const host = '127.0.0.1'
const plain = { host, tls: 'none' } as const
const mail: MailMessage = {
  from: { name: '门神', address: 'door@example.com' },
  to: 'lin@example.com',
  subject: '您的验证码是 481516',
  html: '<p>验证码：<b>481516</b></p>',
  text: '验证码：481516',
}

function smtpTransport(settings: SmtpConfig | string, options: Pick<MailGround, 'timeouts'> = {}) {
  const ground = { fetch: createOutgoingFetch(), clock: systemClock, ...options }
  return makeMail('smtp', typeof settings === 'string' ? readSmtpUrl(settings) : settings, ground)
}

async function failure(settings: SmtpConfig | string, message: Partial<MailMessage> = {}, timeouts = {}) {
  const usual = { connect: 5_000, greeting: 5_000, socket: 5_000, total: 20_000 }
  try {
    const transport = smtpTransport(settings, { timeouts: { ...usual, ...timeouts } })
    await transport.send({ ...mail, ...message }).finally(() => transport.close())
  } catch (error) {
    assert.ok(error instanceof MailFailure, String(error))
    return error
  }
  return assert.fail('the mail was sent')
}

async function fails(settings: SmtpConfig | string, kind: MailFailureKind, permanent: boolean, timeouts = {}) {
  const error = await failure(settings, {}, timeouts)
  assert.deepEqual([error.kind, error.permanent], [kind, permanent], error.message)
  return error
}

test('a mail arrives as it was meant: both parts, Chinese, one recipient', async () => {
  const server = await startSmtp()
  const { messageId } = await smtpTransport({ ...plain, port: server.port }).send({
    ...mail,
    replyTo: { address: 'help@example.com' },
  })
  const [got] = server.mails
  assert.equal(got?.subject, mail.subject)
  assert.equal(got?.html, mail.html)
  assert.equal(got?.text?.trim(), mail.text)
  assert.deepEqual(got?.from?.value, [{ name: '门神', address: 'door@example.com' }])
  assert.deepEqual(got?.replyTo?.value, [{ name: '', address: 'help@example.com' }])
  assert.equal(got?.messageId, messageId)
  assert.equal(got?.headers.get('auto-submitted'), 'auto-generated')
  assert.deepEqual(server.recipients, ['lin@example.com'])
})

test('without an address of its own a mail comes from the configured one', async () => {
  const server = await startSmtp()
  await smtpTransport(`smtp://${host}:${server.port}?tls=none&from=noreply@example.com`).send({
    ...mail,
    from: { name: 'Shop' },
  })
  assert.deepEqual(server.mails[0]?.from?.value, [{ name: 'Shop', address: 'noreply@example.com' }])
  const nobody = await failure({ ...plain, port: server.port }, { from: { name: 'Shop' } })
  assert.deepEqual([nobody.kind, nobody.permanent], ['unreachable', true])
})

test('STARTTLS and TLS from the first byte, with an authority that we were told of', async () => {
  const starting = await startSmtp(certificate)
  await smtpTransport({ host, port: starting.port, tls: 'required', ca: certificate.cert }).send(mail)
  const secure = await startSmtp({ ...certificate, secure: true })
  await smtpTransport({ host, port: secure.port, secure: true, ca: certificate.cert }).send(mail)
  assert.deepEqual([starting.secure, secure.secure], [[true], [true]])
})

test('a certificate that nobody vouches for fails, unless checking is switched off', async () => {
  const starting = await startSmtp(certificate)
  const secure = await startSmtp({ ...certificate, secure: true })
  await fails(`smtp://${host}:${starting.port}?tls=starttls&from=a@b.c`, 'tls', false)
  await fails(`smtps://${host}:${secure.port}?from=a@b.c`, 'tls', false)
  await smtpTransport(`smtps://${host}:${secure.port}?verify=off`).send(mail)
  assert.equal(starting.mails.length, 0)
  assert.equal(secure.mails.length, 1)
})

test('a certificate for somebody else fails', async () => {
  const other = makeTestCertificate('elsewhere.example')
  const server = await startSmtp({ ...other, secure: true })
  await fails({ host: 'localhost', port: server.port, secure: true, ca: other.cert }, 'tls', false)
})

test('TLS that is required and not offered fails before anything is said', async () => {
  const server = await startSmtp()
  await fails({ host, port: server.port, tls: 'required' }, 'tls', false)
  // A password by itself requires TLS.
  await fails({ host, port: server.port, user: 'u@example.com', password: 'p' }, 'tls', false)
})

test('TLS spoken to a server that does not', async () => {
  const server = await startSmtp()
  await fails({ host, port: server.port, secure: true }, 'tls', false)
})

test('the right password is let in, a wrong one is rejected and not repeated', async () => {
  const server = await startSmtp({
    ...certificate,
    disabledCommands: [],
    authMethods: ['PLAIN', 'LOGIN'],
    onAuth: ({ username, password }, _session, done) =>
      password === 'k3y w0rd' ? done(null, { user: username }) : done(reply(535, `5.7.8 no: ${password}`)),
  })
  const config = { host, port: server.port, user: 'door@example.com', ca: certificate.cert }
  await smtpTransport({ ...config, password: 'k3y w0rd' }).send({ ...mail, from: {} })
  assert.equal(server.mails[0]?.from?.value[0]?.address, 'door@example.com')
  const error = await fails({ ...config, password: 's3cr3t' }, 'rejected', true)
  assert.match(error.message, /535/)
  assert.doesNotMatch(error.message, /s3cr3t/)
})

test('a reply of 4yz is a refusal for now, one of 5yz for good, whichever step it comes at', async () => {
  for (const [code, kind, permanent] of [
    [451, 'refused', false],
    [550, 'rejected', true],
  ] as const) {
    const atRecipient = await startSmtp({ onRcptTo: (_to, _session, done) => done(reply(code, 'mailbox')) })
    const atSender = await startSmtp({ onMailFrom: (_from, _session, done) => done(reply(code, 'sender')) })
    const atData = await startSmtp({
      onData: (stream, _session, done) => stream.on('end', () => done(reply(code, 'content'))).resume(),
    })
    for (const { port } of [atRecipient, atSender, atData]) {
      const error = await fails({ ...plain, port }, kind, permanent)
      assert.match(error.message, new RegExp(String(code)))
    }
  }
})

test('a greeting that refuses', async () => {
  await fails({ ...plain, port: await startSilent((socket) => socket.end('421 busy\r\n')) }, 'refused', false)
  await fails({ ...plain, port: await startSilent((socket) => socket.end('554 no\r\n')) }, 'rejected', true)
})

test('a closed port is unreachable', async () => {
  await fails({ ...plain, port: await closedPort() }, 'unreachable', false)
})

test('silence ends after the bound: no greeting, no answer, an endless answer', async () => {
  await fails({ ...plain, port: await startSilent() }, 'timeout', false, { greeting: 50 })
  const greeter = await startSilent((socket) => socket.write('220 hello\r\n'))
  await fails({ ...plain, port: greeter }, 'timeout', false, { socket: 50 })
  const drip = await startSilent((socket) => {
    socket.write('220 hello\r\n')
    const timer = setInterval(() => socket.write('250-and\r\n'), 10)
    socket.on('close', () => clearInterval(timer))
  })
  await fails({ ...plain, port: drip }, 'timeout', false, { total: 100 })
})

test('a connection that breaks in the middle', async () => {
  const port = await startSilent((socket) => {
    socket.write('220 hello\r\n')
    socket.once('data', () => socket.destroy())
  })
  await fails({ ...plain, port }, 'unknown', false)
})

test('settings that cannot work are told without being tried', async () => {
  const settings: (SmtpConfig | string)[] = [
    { host: '' },
    { host, port: 0 },
    { host, port: 70_000 },
    { host, user: 'u' },
    { host, password: 'p' },
    'not a url',
    'http://127.0.0.1',
    `smtp://${host}?tls=maybe`,
    `smtp://${host}?verify=maybe`,
    `smtp://us%zzer:p@${host}`,
  ]
  for (const setting of settings) {
    const error = await fails(setting, 'unreachable', true)
    assert.doesNotMatch(error.message, /us%zzer/)
  }
})

test('a header cannot be injected through any field', async () => {
  const server = await startSmtp()
  const attempts: Partial<MailMessage>[] = [
    { subject: 'hello\r\nBcc: eve@example.com' },
    { subject: 'hello\nBcc: eve@example.com' },
    { subject: 'hello\rBcc: eve@example.com' },
    { subject: 'hello\0' },
    { subject: 'hello\u2028Bcc: eve@example.com' },
    { to: 'lin@example.com\r\nRCPT TO:<eve@example.com>' },
    { to: 'lin@example.com, eve@example.com' },
    { to: '"a\r\n"@example.com' },
    { to: 'Eve <eve@example.com>' },
    { to: 'lin@example.com>' },
    { to: '' },
    { from: { name: 'a\r\nBcc: eve@example.com', address: 'a@example.com' } },
    { from: { address: 'a@example.com\nX: y' } },
    { replyTo: { name: 'a\r\nX: y', address: 'a@example.com' } },
    { replyTo: { address: 'a@example.com\r\nX: y' } },
  ]
  for (const attempt of attempts) {
    const error = await failure({ ...plain, port: server.port }, attempt)
    assert.deepEqual([error.kind, error.permanent], ['rejected', true], JSON.stringify(attempt))
  }
  assert.deepEqual(server.mails, [])
})

test('a name is data, whatever it looks like', async () => {
  const server = await startSmtp()
  const name = 'Eve" <eve@example.com>, "x\\'
  await smtpTransport({ ...plain, port: server.port }).send({ ...mail, from: { name, address: 'a@example.com' } })
  assert.deepEqual(server.mails[0]?.from?.value, [{ name, address: 'a@example.com' }])
})
