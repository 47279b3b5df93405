import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { before, describe, test } from 'node:test'
import { fileSweep } from '#domain/people/file/sweep.ts'
import { managementToken, registerPerson, send } from '../../kit/people.ts'
import { pictures } from '../../kit/pictures.ts'
import { accepted, type Outcome, refused, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let manager: Speaking

before(async () => {
  world = await newWorld()
  manager = { token: await managementToken(world) }
})

interface Stored {
  key: string
  url: string
}

interface Sent {
  name?: string
  type?: string
  query?: string
}

/** As the official browser client does: a form with one file; it sends no token, and only the host says which application. */
async function upload(bytes: Buffer | string, { token, tenant = world.tenant, headers }: Speaking, sent: Sent = {}) {
  const form = new FormData()
  const { name = 'personal.jpeg', type = 'image/jpeg', query = '?folder=avatar' } = sent
  form.append('file', new Blob([bytes], { type }), name)
  const response = await fetch(`${world.origin}/api/v2/upload${query}`, {
    method: 'POST',
    headers: {
      ...(tenant && { 'x-authing-app-id': tenant.application.id }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: form,
  })
  assert.equal(response.status, 200)
  return { ...((await response.json()) as Outcome), door: 'REST V2' as const }
}

async function stored(): Promise<number> {
  const { rows } = await world.database.pool.query<{ count: string }>('SELECT count(*) FROM stored_file')
  return Number(rows[0]?.count)
}

const isThere = async (url: string) => (await fetch(url)).status === 200

test('while a gigabyte waits to be used nobody but administrators adds to it', async () => {
  const tenant = await world.addTenant('full')
  const waiting = `INSERT INTO stored_file (user_pool_id, name, byte_count, created_at, delete_after)
    VALUES ($1, 'photos/large.png', 1000000000, now(), now() + interval '1 day')`
  await world.database.pool.query(waiting, [tenant.pool.id])
  const png = pictures.png
  refused(await upload(png, { tenant }), 429)
  refused(await upload(png, { tenant, token: (await registerPerson(world, { tenant })).token }), 429)
  accepted(await upload(png, { tenant, token: await managementToken(world, tenant) }))
  accepted(await upload(png, {}))
})

describe('pictures', () => {
  const types = {
    png: 'png',
    jpg: 'jpeg',
    gif: 'gif',
    webp: 'webp',
    losslessWebp: 'webp',
    extendedWebp: 'webp',
  } as const
  for (const [kind, type] of Object.entries(types) as [keyof typeof pictures, string][])
    test(`${kind}: given out as it came, under a type of its own and where nothing in it runs`, async () => {
      const { key, url } = accepted<Stored>(
        await upload(pictures[kind], manager, { name: 'x.html', type: 'text/html' }),
      )
      assert.match(key, /^[0-9a-z]+\/avatar\/[0-9a-f]{16}-[0-9a-f]{32}\.(png|jpg|gif|webp)$/)
      assert.equal(url, `${world.origin}/files/${key}`)
      const response = await fetch(url)
      assert.equal(response.headers.get('content-type'), `image/${type}`)
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
      assert.equal(response.headers.get('content-security-policy'), "default-src 'none'; sandbox")
      assert.match(response.headers.get('cache-control') ?? '', /immutable/)
      assert.deepEqual(Buffer.from(await response.arrayBuffer()), pictures[kind])
    })

  test('what hangs on behind the end is cut off', async () => {
    for (const picture of Object.values(pictures)) {
      const hung = Buffer.concat([picture, Buffer.from('<script>alert(1)</script>PK\x03\x04')])
      const { url } = accepted<Stored>(await upload(hung, manager, { name: 'x.svg' }))
      assert.deepEqual(Buffer.from(await (await fetch(url)).arrayBuffer()), picture)
    }
  })

  const said = Buffer.from('48.858N 2.294E, by my phone')
  const behind = (picture: Buffer, at: number, added: Buffer) =>
    Buffer.concat([picture.subarray(0, at), added, picture.subarray(at)])
  const sized = (bytes: Buffer, width: 2 | 4, little: boolean) => {
    const size = Buffer.alloc(width)
    if (little) size.writeUIntLE(bytes.length, 0, width)
    else size.writeUIntBE(bytes.length, 0, width)
    return size
  }
  /** A segment of a JPEG, whose length counts itself. */
  const segment = (marker: number, text: string, body: Buffer) => {
    const payload = Buffer.concat([Buffer.from(text, 'latin1'), body])
    const length = sized(Buffer.concat([Buffer.alloc(2), payload]), 2, false)
    return Buffer.concat([Buffer.of(0xff, marker), length, payload])
  }
  /** Camera data of a picture that was taken with the camera turned to the right. */
  const exif = (little: boolean) => {
    const tiff = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex')
    if (little) tiff.set(Buffer.from('49492a0008000000010012010300010000000600000000000000', 'hex'))
    return segment(0xe1, 'Exif\0\0', Buffer.concat([tiff, said]))
  }
  const text = Buffer.concat([sized(said, 4, false), Buffer.from('tEXt'), said, Buffer.alloc(4)])
  const webp = (picture: Buffer) => {
    const more = Buffer.concat([
      picture,
      Buffer.from('EXIF'),
      sized(said, 4, true),
      said,
      Buffer.alloc(said.length % 2),
    ])
    more.writeUInt32LE(more.length - 8, 4)
    more.writeUInt8(more.readUInt8(20) | 0x0c, 20)
    return more
  }
  const turned = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010006000000000000', 'hex')
  const told: Record<string, [sent: Buffer, kept: Buffer]> = {
    'a text in a PNG': [behind(pictures.png, 33, text), pictures.png],
    'a comment and XMP in a JPEG': [
      behind(
        pictures.jpg,
        2,
        Buffer.concat([segment(0xfe, '', said), segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', said)]),
      ),
      pictures.jpg,
    ],
    'all of a camera but which way up': [behind(pictures.jpg, 2, exif(false)), behind(pictures.jpg, 2, turned)],
    'the same, with small ends first': [behind(pictures.jpg, 2, exif(true)), behind(pictures.jpg, 2, turned)],
    'a comment in a GIF': [
      behind(pictures.gif, 19, Buffer.concat([Buffer.of(0x21, 0xfe, said.length), said, Buffer.of(0)])),
      pictures.gif,
    ],
    'camera data of a WebP': [webp(pictures.extendedWebp), pictures.extendedWebp],
  }
  for (const [what, [sent, kept]] of Object.entries(told))
    test(`nobody is shown where it was taken: ${what}`, async () => {
      const { url } = accepted<Stored>(await upload(sent, manager))
      const given = Buffer.from(await (await fetch(url)).arrayBuffer())
      assert.equal(given.includes(said), false)
      assert.deepEqual(given, kept)
    })

  const wide = Buffer.from(pictures.png)
  wide.writeUInt32BE(4097, 16)
  const none = Buffer.from(pictures.png)
  none.writeUInt32BE(0, 20)
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(document.domain)</script></svg>'
  const bad: Record<string, Buffer | string> = {
    'an SVG with a script': svg,
    'an SVG behind the signature of a PNG': Buffer.concat([pictures.png.subarray(0, 33), Buffer.from(svg)]),
    'an SVG behind the signature of a GIF': `GIF89a${svg}`,
    'an SVG behind the signature of a JPEG': Buffer.concat([pictures.jpg.subarray(0, 4), Buffer.from(svg)]),
    'an SVG behind the signature of a WebP': `RIFF\xff\x00\x00\x00WEBPVP8 ${svg}`,
    'a page': '<!doctype html><script>alert(1)</script>',
    'a PNG that is too wide': wide,
    'a PNG without height': none,
    nothing: '',
  }
  for (const [what, bytes] of Object.entries(bad))
    test(`400, and nothing kept: ${what}`, async () => {
      const there = await stored()
      refused(await upload(bytes, manager, { name: 'cat.png', type: 'image/png' }), 400)
      assert.equal(await stored(), there)
    })

  for (const [kind, picture] of Object.entries(pictures))
    test(`400 for a ${kind} that breaks off anywhere`, async () => {
      const { readImage } = await import('#domain/people/file/read-image.ts')
      for (let length = 0; length < picture.length; length++)
        assert.equal(readImage(picture.subarray(0, length)), null, `${length} of ${picture.length} bytes`)
      refused(await upload(picture.subarray(0, -1), manager), 400)
    })
})

describe('who and where', () => {
  test('people, administrators, and strangers in an application, as the official client comes', async () => {
    const person = await registerPerson(world)
    for (const speaking of [{ token: person.token }, manager, {}]) accepted(await upload(pictures.png, speaking))
    refused(await upload(pictures.png, { tenant: null }), 2101)
    refused(await upload(pictures.png, { token: 'nonsense' }), 2207)
  })

  for (const folder of ['../../etc', 'avatar/..', 'a/b', '/etc', '..', '.', 'Avatar', '%00', 'a'.repeat(33), '-x', '1'])
    test(`400 for the folder ${folder}`, async () => {
      refused(await upload(pictures.png, manager, { query: `?folder=${encodeURIComponent(folder)}` }), 400)
    })

  test('a form without a file is 2231, another body 415, and nothing is kept in private yet', async () => {
    const url = `${world.origin}/api/v2/upload?folder=avatar`
    const headers = { authorization: `Bearer ${manager.token}`, 'x-authing-app-id': world.tenant.application.id }
    const form = new FormData()
    form.append('note', 'no file')
    const outcomeOf = async (init: RequestInit) =>
      ({ ...((await (await fetch(url, { method: 'POST', ...init })).json()) as Outcome), door: 'REST V2' }) as const
    refused(await outcomeOf({ headers, body: form }), 2231)
    refused(await outcomeOf({ headers: { ...headers, 'content-type': 'application/json' }, body: '{"file":1}' }), 415)
    refused(await upload(pictures.png, manager, { query: '?folder=photos&private=true' }), 1000)
  })

  test('no name leads anywhere else', async () => {
    for (const path of [
      '/files/',
      '/files/x',
      '/files/..%2f..%2fetc%2fpasswd',
      '/files/a/avatar/..%2f..%2f..%2fsecret.key',
      '/files/a/avatar/0123456789abcdef-0123456789abcdef0123456789abcdef.svg',
      '/files/a/avatar/0123456789abcdef-0123456789abcdef0123456789abcdef.png',
      '/files/a/avatar/0123456789abcdef-0123456789abcdef0123456789abcdef.png%00.html',
    ])
      assert.equal((await fetch(world.origin + path)).status, 404, path)
  })

  test('429 after ten in an hour of one person, and an hour later no more', async () => {
    const { token } = await registerPerson(world)
    for (let count = 0; count < 10; count++) accepted(await upload(pictures.png, { token }))
    refused(await upload(pictures.png, { token }), 429)
    refused(await upload(pictures.png, { token, tenant: world.tenant, headers: { 'x-forwarded-for': '9.9.9.9' } }), 429)
    const other = await registerPerson(world)
    accepted(await upload(pictures.png, { token: other.token }))
    world.passSeconds(3_601)
    accepted(await upload(pictures.png, { token }))
  })
})

describe('a body of 20 MB', () => {
  const twenty = 20 * 1024 * 1024

  test('is refused with 413, and so is one byte more than the limit', async () => {
    refused(await upload(Buffer.alloc(twenty), manager), 413)
    const { maxBytes } = world.app.domain.ports.files
    refused(await upload(Buffer.concat([pictures.png, Buffer.alloc(maxBytes + 1 - pictures.png.length)]), manager), 413)
    accepted(await upload(Buffer.concat([pictures.png, Buffer.alloc(maxBytes - pictures.png.length)]), manager))
  })

  const boundary = 'xxBOUNDARYxx'
  const opening = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n`

  /** Sends the beginning of a request and never its end; gives the answer's body. */
  async function answerTo(framing: string, body: Buffer, token: string | undefined, answers = 1): Promise<string> {
    const socket = connect(Number(new URL(world.origin).port), '127.0.0.1')
    const head = [
      'POST /api/v2/upload?folder=avatar HTTP/1.1',
      `host: ${new URL(world.origin).host}`,
      `x-authing-app-id: ${world.tenant.application.id}`,
      ...(token ? [`authorization: Bearer ${token}`] : []),
      `content-type: multipart/form-data; boundary=${boundary}`,
      framing,
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    socket.write(body)
    let answer = ''
    for await (const [chunk] of (async function* () {
      for (;;) yield await once(socket, 'data')
    })()) {
      answer += chunk
      if ((answer.match(/"requestId":"[^"]+"\}/g) ?? []).length >= answers) break
    }
    socket.destroy()
    return answer
  }

  test('is refused before it has come: by what it says it will be', async () => {
    const answer = await answerTo(`content-length: ${twenty}`, Buffer.from(opening), manager.token)
    assert.match(answer, /"code":413/)
  })

  test('is refused before it has come: when it says nothing and passes the limit', async () => {
    const data = Buffer.concat([Buffer.from(opening), pictures.png, Buffer.alloc(2_200_000)])
    const chunk = Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from('\r\n')])
    assert.match(await answerTo('transfer-encoding: chunked', chunk, manager.token), /"code":413/)
  })

  test('leaves a connection on which the next request is answered', async () => {
    const { maxBytes } = world.app.domain.ports.files
    const body = Buffer.concat([
      Buffer.from(opening),
      pictures.png,
      Buffer.alloc(maxBytes),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ])
    const next = Buffer.from(`GET /api/v2/nothing HTTP/1.1\r\nhost: ${new URL(world.origin).host}\r\n\r\n`)
    const answer = await answerTo(`content-length: ${body.length}`, Buffer.concat([body, next]), manager.token, 2)
    assert.match(answer, /"code":413.*"code":404/s)
  })

  test('400 for what only claims to be a form', async () => {
    for (const body of ['', 'no form at all', opening, `--${boundary}--`]) {
      const answer = await answerTo(`content-length: ${body.length}`, Buffer.from(body), manager.token)
      assert.match(answer, /"code":(400|2231)/, body)
    }
  })

  test('is refused before it has come: from who may not', async () => {
    const answer = await answerTo(`content-length: ${twenty}`, Buffer.from(opening), 'nonsense')
    assert.match(answer, /"code":2207/)
  })
})

describe('what is kept', () => {
  const photoOf = (token: string, photo: string | null) =>
    send(world, 'updateUser', { id: null, input: { photo } }, { token })
  const sweep = () => fileSweep.batch(world.app.domain, world.app.domain.clock())
  const day = 86_400 + 120

  test('somebody’s picture, until they have another; what nobody uses, a day', async () => {
    const { token } = await registerPerson(world)
    const [first, second, unused] = [
      accepted<Stored>(await upload(pictures.png, {})),
      accepted<Stored>(await upload(pictures.jpg, { token })),
      accepted<Stored>(await upload(pictures.gif, { token })),
    ]
    const ofManager = accepted<Stored>(await upload(pictures.gif, manager))
    accepted(await photoOf(token, first.url))
    world.passSeconds(day)
    await sweep()
    assert.ok(await isThere(first.url), 'in use, although a stranger uploaded it')
    assert.ok(!(await isThere(unused.url)))
    assert.ok(!(await isThere(second.url)))
    assert.ok(await isThere(ofManager.url))
    const fresh = await registerPerson(world)
    const third = accepted<Stored>(await upload(pictures.jpg, { token: fresh.token }))
    accepted(await photoOf(fresh.token, third.url))
    const fourth = accepted<Stored>(await upload(pictures.png, { token: fresh.token }))
    accepted(await photoOf(fresh.token, fourth.url))
    assert.ok(await isThere(third.url), 'the one before stays for a while')
    world.passSeconds(day)
    await sweep()
    assert.ok(!(await isThere(third.url)))
    assert.ok(await isThere(fourth.url))
  })

  test('nobody keeps another’s file alive, or lets it go', async () => {
    const [owner, other] = [await registerPerson(world), await registerPerson(world)]
    const mine = accepted<Stored>(await upload(pictures.png, { token: owner.token }))
    accepted(await photoOf(other.token, mine.url))
    world.passSeconds(day)
    await sweep()
    assert.ok(!(await isThere(mine.url)))
    const again = await registerPerson(world)
    const kept = accepted<Stored>(await upload(pictures.png, { token: again.token }))
    accepted(await photoOf(again.token, kept.url))
    const thief = await registerPerson(world)
    accepted(await photoOf(thief.token, kept.url))
    accepted(await photoOf(thief.token, null))
    world.passSeconds(day)
    await sweep()
    assert.ok(await isThere(kept.url))
  })

  test('nothing of somebody who is deleted', async () => {
    const { id, token } = await registerPerson(world)
    const { url } = accepted<Stored>(await upload(pictures.png, { token }))
    accepted(await photoOf(token, url))
    accepted(await send(world, 'deleteUser', { id }, { token: await managementToken(world) }))
    world.passSeconds(120)
    await sweep()
    assert.ok(!(await isThere(url)))
  })
})
