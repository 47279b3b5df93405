import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { FileStorage } from '#domain/people/file/file-storage.ts'
import { makeStorage } from './make-storage.ts'
import { startS3, type TestBucket } from './s3-for-test.ts'

const directory = mkdtempSync(join(tmpdir(), 'menshen-storage-'))
after(() => rmSync(directory, { recursive: true }))
let bucket: TestBucket
before(async () => {
  bucket = await startS3()
})

const kinds: Record<string, () => FileStorage> = {
  'a directory': () => makeStorage(pathToFileURL(directory).href),
  'a bucket': () => makeStorage(bucket.address()),
}

for (const [kind, make] of Object.entries(kinds))
  describe(kind, () => {
    test('gives back what was put there, byte for byte, and then no more', async () => {
      const storage = make()
      const name = 'abc/avatar/one.png'
      const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256))
      assert.equal(await storage.get(name), null)
      await storage.put(name, bytes, 'image/png')
      await storage.put(name, bytes, 'image/png')
      assert.deepEqual(await storage.get(name), bytes)
      assert.equal(await storage.get('abc/avatar/one.png/more.png'), null)
      await storage.delete(name)
      await storage.delete(name)
      assert.equal(await storage.get(name), null)
    })
  })

test('a directory leaves nothing half-written behind, and nobody else may look in', async () => {
  const storage = makeStorage(pathToFileURL(directory).href)
  await storage.put('def/avatar/two.png', Buffer.from('x'), 'image/png')
  assert.deepEqual(readdirSync(join(directory, 'def/avatar')), ['two.png'])
  assert.equal(statSync(join(directory, 'def/avatar/two.png')).mode & 0o077, 0)
  assert.equal(statSync(join(directory, 'def')).mode & 0o077, 0)
})

test('a bucket is told the type, and names begin with the prefix', async () => {
  await makeStorage(bucket.address()).put('abc/avatar/one.png', Buffer.from('x'), 'image/png')
  assert.equal(bucket.files.get('/pictures/of/people/abc/avatar/one.png')?.type, 'image/png')
})

test('a bucket that refuses is an error without the address in it', async () => {
  const storage = makeStorage(bucket.address('another secret'))
  const isQuiet = (error: Error) => /status 403/.test(error.message) && !/another|TESTKEY|127\.0/.test(error.message)
  await assert.rejects(storage.put('abc/avatar/one.png', Buffer.from('x'), 'image/png'), isQuiet)
  await assert.rejects(storage.get('abc/avatar/one.png'), isQuiet)
  await assert.rejects(storage.delete('abc/avatar/one.png'), isQuiet)
  bucket.fail(404)
  await assert.rejects(
    makeStorage(bucket.address()).put('abc/avatar/two.png', Buffer.from('x'), 'image/png'),
    /no such bucket/,
  )
  bucket.fail(0)
})

for (const address of [
  '',
  'nonsense',
  'https://example.com/x',
  's3://host/bucket',
  's3://key:secret@host',
  'file://host/path',
])
  test(`no storage: "${address}"`, () => {
    assert.throws(() => makeStorage(address), { message: /^it must/ })
  })
