import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createNetServer } from 'node:net'
import { after, suite, test } from 'node:test'
import { createAddressRules, isPublicAddress } from './address-rules.ts'
import { createConnect } from './connect.ts'
import { createOutgoingFetch } from './outgoing-fetch.ts'

const closers: (() => unknown)[] = []
after(() => {
  for (const close of closers) close()
})

/** A server on loopback, and how often it was asked. */
async function startServer(listener: RequestListener = (_request, response) => response.end('inside')) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    listener(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => server.close())
  return { port: (server.address() as AddressInfo).port, asked }
}

const forbidden = { name: 'OutgoingFailure', kind: 'forbidden' }

suite('addresses', () => {
  const inside = [
    '127.0.0.1 127.255.255.254 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.100.100.200',
    '168.63.129.16 192.0.0.192 198.18.0.1 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255',
    '::1 :: ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::127.0.0.1 ::ffff:0:127.0.0.1 fe80::1 fe80::1%eth0 fec0::1',
    'fc00::1 fd00:ec2::254 ff02::1 64:ff9b::7f00:1 64:ff9b:1::a00:1 2002:7f00:1::1 2001:0:7f00:1::1 2001:db8::1 100::1',
  ]
  for (const address of inside.join(' ').split(' '))
    test(`${address} is not public`, () => {
      assert.equal(isPublicAddress(address), false)
      assert.equal(createAddressRules().permits(address, address), false)
    })
  for (const address of ['1.1.1.1', '172.15.0.1', '172.32.0.1', '100.63.0.1', '::ffff:1.1.1.1', '2606:4700:4700::1111'])
    test(`${address} is public`, () => assert.equal(isPublicAddress(address), true))

  test('what is no address is not public', () => {
    for (const text of ['', 'localhost', '127.1', '2130706433', '0x7f.0.0.1', '1.1.1.1 '])
      assert.equal(isPublicAddress(text), false)
  })
})

test('the operator excepts names, addresses and networks, and nothing besides them', () => {
  const { permits } = createAddressRules(['Mail.Internal', '10.1.0.0/16', '::1', 'fd00::/8'])
  assert.ok(permits('mail.internal', '192.168.1.1'))
  assert.ok(permits('anything', '10.1.200.3'))
  assert.ok(permits('anything', '::ffff:10.1.200.3'))
  assert.ok(permits('::1', '::1'))
  assert.ok(permits('x', 'fd12::1'))
  assert.ok(!permits('evil.mail.internal', '192.168.1.1'))
  assert.ok(!permits('mail.internal.evil', '192.168.1.1'))
  assert.ok(!permits('x', '10.2.0.1'))
  assert.ok(!permits('x', 'fe80::1%eth0'))
  assert.ok(!permits('x', '127.0.0.1'))
})

suite('requests', () => {
  const spellings = ['127.0.0.1', 'localhost', '2130706433', '0x7f000001', '0177.0.0.1', '127.1', '[::ffff:127.0.0.1]']
  for (const host of spellings)
    test(`http://${host} does not reach loopback`, async () => {
      const server = await startServer()
      await assert.rejects(
        createOutgoingFetch(createAddressRules())({ url: `http://${host}:${server.port}/` }),
        forbidden,
      )
      assert.deepEqual(server.asked, [])
    })

  for (const url of [
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://[::1]/',
    'https://[fd00::1]/',
  ])
    test(`${url} is refused before anything is sent`, async () => {
      await assert.rejects(createOutgoingFetch(createAddressRules())({ url }), forbidden)
    })

  test('only addresses of the web, and without a name and password in them', async () => {
    const fetch = createOutgoingFetch()
    for (const url of ['file:///etc/passwd', 'ftp://example.com/', 'http://name:password@example.com/', 'nothing'])
      await assert.rejects(fetch({ url }), forbidden)
  })

  test('an excepted name is resolved and reached, and its neighbour by another name is not', async () => {
    const server = await startServer()
    const fetch = createOutgoingFetch(createAddressRules(['localhost']))
    const answer = await fetch({ url: `http://localhost:${server.port}/a?b=1`, body: '密码', headers: { 'x-a': 'b' } })
    assert.deepEqual([answer.status, answer.body.toString()], [200, 'inside'])
    await assert.rejects(fetch({ url: `http://127.0.0.1:${server.port}/` }), forbidden)
    assert.deepEqual(server.asked, ['/a?b=1'])
  })

  test('a redirect is an answer, and whoever it leads to hears nothing', async () => {
    const inside = await startServer()
    const location = `http://localhost:${inside.port}/`
    const outside = await startServer((_request, response) => response.writeHead(307, { location }).end())
    const fetch = createOutgoingFetch(createAddressRules(['127.0.0.1']))
    const answer = await fetch({ url: `http://127.0.0.1:${outside.port}/` })
    assert.deepEqual([answer.status, answer.headers.location], [307, location])
    assert.deepEqual(inside.asked, [])
  })

  test('bounded in size and time, also when an answer drips', async () => {
    const large = await startServer((_request, response) => response.end('x'.repeat(100_000)))
    const rules = createAddressRules(['127.0.0.1'])
    const url = `http://127.0.0.1:${large.port}/`
    await assert.rejects(createOutgoingFetch(rules)({ url }), { kind: 'too-large' })
    const dripping = await startServer((_request, response) => {
      const timer = setInterval(() => response.write('.'), 10)
      response.once('close', () => clearInterval(timer))
    })
    const impatient = createOutgoingFetch(rules, { timeoutMs: 100 })
    await assert.rejects(impatient({ url: `http://127.0.0.1:${dripping.port}/` }), { kind: 'timeout' })
  })
})

suite('connections', () => {
  test('the spellings of loopback that resolvers know are refused, an excepted one is connected', async () => {
    let connections = 0
    const server = createNetServer((socket) => {
      connections++
      socket.end()
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    closers.push(() => server.close())
    const { port } = server.address() as AddressInfo
    const connect = createConnect(createAddressRules())
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f000001', '127.1', '::ffff:127.0.0.1', '0'])
      await assert.rejects(connect({ host, port, timeoutMs: 5_000 }), forbidden, host)
    assert.equal(connections, 0)
    const socket = await createConnect(createAddressRules(['localhost']))({ host: 'localhost', port, timeoutMs: 5_000 })
    assert.equal(socket.remotePort, port)
    socket.destroy()
  })

  test('a name that nobody has', async () => {
    const connect = createConnect(createAddressRules())
    await assert.rejects(connect({ host: 'nowhere.invalid', port: 25, timeoutMs: 5_000 }), { kind: 'unreachable' })
  })
})
