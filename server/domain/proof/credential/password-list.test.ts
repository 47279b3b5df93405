import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, test } from 'node:test'
import { isCommon, refuseLeaked } from './common-passwords.ts'
import { readPasswordList } from './password-list.ts'

const folder = mkdtempSync(join(tmpdir(), 'menshen-list-'))
after(() => rmSync(folder, { recursive: true }))
afterEach(() => refuseLeaked(null))

function fileOf(lines: string[]): string {
  const path = join(folder, `${Math.random()}.txt`)
  writeFileSync(path, lines.join('\r\n'))
  return path
}

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase()

test('our own words are refused with capitals, digits for letters and a tail, and a phrase is not', () => {
  for (const password of [
    'dragon',
    'DRAGON',
    'Dr4gon!!',
    'p@ssw0rd',
    'Passw0rd123',
    'qwerty123',
    'woaini1314',
    '111111',
  ])
    assert.ok(isCommon(password), password)
  for (const password of ['correct horse battery', 'mV7#kq2Lz', 'plover-anvil'])
    assert.ok(!isCommon(password), password)
})

test('passwords of a list are refused as they are, in any case, and as simple variants', async () => {
  const fresh = ['Plover-Anvil', 'zxq83kdm', 'gravy boat']
  for (const password of fresh) assert.ok(!isCommon(password), password)
  refuseLeaked(await readPasswordList(fileOf(['Plover-Anvil', '', 'zxqekdm', 'gravyboat'])))
  for (const password of ['Plover-Anvil', 'zxqekdm', 'ZXQEKDM', 'zxq3kdm', 'zxqekdm!1', 'GravyBoat99'])
    assert.ok(isCommon(password), password)
  for (const password of ['plover anvils', 'zxqxekdm', 'gravy boat']) assert.ok(!isCommon(password), password)
})

test('a list of hashes is read as well, with and without counts', async () => {
  const list = await readPasswordList(fileOf([`${sha1('Plover-Anvil')}:17`, sha1('密码本子').toLowerCase()]))
  assert.equal(list.size, 2)
  assert.deepEqual(['Plover-Anvil', '密码本子', 'plover-anvil'].map(list.has), [true, true, false])
})

test('a long list finds each of its own and no other', async () => {
  const own = Array.from({ length: 50_000 }, (_, i) => `own-${i}`)
  const list = await readPasswordList(fileOf(own))
  assert.equal(list.size, own.length)
  assert.ok(own.every(list.has))
  assert.ok(!own.some((password) => list.has(`${password}x`)))
})

test('a file that is not there or holds nothing stops the start with what to do', async () => {
  await assert.rejects(readPasswordList(join(folder, 'none')), /BREACHED_PASSWORDS_FILE cannot be read \(ENOENT\)/)
  await assert.rejects(readPasswordList(fileOf([''])), /BREACHED_PASSWORDS_FILE is empty/)
})

test('what the published lists have is refused without any file', () => {
  for (const password of ['trustno1', 'Trustno1', 'LETMEIN', 'iloveyou', 'm0nkey', 'klaster'])
    assert.ok(isCommon(password), password)
  for (const password of ['plover anvils', 'kettle-under-9']) assert.ok(!isCommon(password), password)
})
