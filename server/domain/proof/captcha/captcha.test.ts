import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createCaptchaKeys } from './captcha-keys.ts'
import { insertCaptcha } from './captcha-store.ts'
import { attemptCaptcha, checkCaptcha } from './check-captcha.ts'
import { captchaTries, issueCaptcha } from './issue-captcha.ts'
import { keys, later, openGround, other, pool, start } from './test-ground.ts'

const ground = await openGround()
after(() => ground.close())

let made = 0

/** An image whose answer the test knows: the operation that draws tells it to nobody. */
async function known(answer: string): Promise<string> {
  const id = `image-${String(made++).padStart(16, '0')}`
  const answerHash = keys.answerHash(pool.id, id, answer)
  const captcha = { userPoolId: pool.id, id, answerHash, triesLeft: captchaTries, expiresAt: later(300) }
  await ground.write(({ tx }) => insertCaptcha(tx, captcha), start)
  return id
}

const check = (id: string, answer: string, at = later(1), where = pool) =>
  ground.write((context) => checkCaptcha(context, attemptCaptcha(keys, { pool: where }, { id, answer })), at, where)

test('a new image has an id that nobody guesses, lives five minutes, and its answer lies hashed', async () => {
  const images = await Promise.all(Array.from({ length: 20 }, () => ground.call(issueCaptcha, undefined)))
  assert.equal(new Set(images.map(({ id }) => id)).size, 20)
  for (const { id, svg, expiresAt } of images) {
    assert.match(id, /^[\w-]{22}$/)
    assert.match(svg, /^<svg /)
    assert.deepEqual(expiresAt, later(300))
    const { rows } = await ground.connections.query('SELECT * FROM captcha WHERE id = $1', [id])
    assert.equal(rows[0].answer_hash.length, 32)
    assert.equal(rows[0].tries_left, captchaTries)
  }
})

test('the right answer passes, in upper or lower case and with space around it, and passes once', async () => {
  const first = await known('ANCE')
  assert.equal(await check(first, ' anCe '), true)
  assert.equal(await check(first, 'ANCE'), false)
})

test('a wrong answer, an empty one, another image or no image at all is refused', async () => {
  const [id, another] = [await known('HNEF'), await known('KRXW')]
  assert.equal(await check(id, 'HNEE'), false)
  assert.equal(await check(another, 'HNEF'), false)
  assert.equal(await check('image-of-somebody-else', 'HNEF'), false)
  for (const attempt of [
    {},
    { id },
    { id, answer: '' },
    { answer: 'HNEF' },
    { id, answer: 'H'.repeat(10_000) },
    { id: '\0', answer: 'HNEF' },
  ])
    assert.equal(attemptCaptcha(keys, { pool }, attempt), null)
  assert.equal(await ground.write((context) => checkCaptcha(context, null), start), false)
  assert.equal(await check(id, 'HNEF'), true)
})

test('the third wrong answer is the last try', async () => {
  const id = await known('PYJL')
  for (const answer of ['AAAA', 'CCCC', 'EEEE']) assert.equal(await check(id, answer), false)
  assert.equal(await check(id, 'PYJL'), false)
})

test('after five minutes no answer is right', async () => {
  const id = await known('TWXY')
  assert.equal(await check(id, 'TWXY', later(300)), false)
  assert.equal(await check(id, 'TWXY', later(299.999)), true)
})

test('an image of one pool is worth nothing in another', async () => {
  const id = await known('MNPR')
  assert.equal(await check(id, 'MNPR', later(1), other), false)
  assert.equal(await check(id, 'MNPR'), true)
})

test('of twenty right answers at once, one wins', async () => {
  const id = await known('ANCEX')
  const passed = await Promise.all(Array.from({ length: 20 }, () => check(id, 'ANCEX')))
  assert.equal(passed.filter(Boolean).length, 1)
})

test('of twenty guesses at once, three are looked at', async () => {
  const id = await known('ANCEY')
  await Promise.all(Array.from({ length: 20 }, (_, index) => check(id, `GUESS${index}`)))
  const { rows } = await ground.connections.query('SELECT tries_left FROM captcha WHERE id = $1', [id])
  assert.equal(rows[0].tries_left, 0)
  assert.equal(await check(id, 'ANCEY'), false)
})

test('the stored answer hangs on the secret of the installation, the pool and the image', () => {
  const hashes = [
    keys.answerHash('pool', 'id', 'ANCE'),
    keys.answerHash('other', 'id', 'ANCE'),
    keys.answerHash('pool', 'other', 'ANCE'),
    keys.answerHash('pool', 'idA', 'NCE'),
    createCaptchaKeys('another secret').answerHash('pool', 'id', 'ANCE'),
  ]
  assert.equal(new Set(hashes.map((hash) => hash.toString('hex'))).size, hashes.length)
})
