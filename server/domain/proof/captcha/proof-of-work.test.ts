import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, test } from 'node:test'
import { createCaptchaKeys } from './captcha-keys.ts'
import { issueProofOfWork, usualDifficulty } from './issue-proof-of-work.ts'
import { checkProofOfWork, type Proof, redeemProofOfWork } from './redeem-proof-of-work.ts'
import { keys, later, openGround, other, pool } from './test-ground.ts'

const ground = await openGround()
after(() => ground.close())

const issue = (difficulty: number) => ground.ask(issueProofOfWork, { difficulty })
const check = (proof: Proof, at = later(1), where = pool, with_ = keys) =>
  checkProofOfWork(with_, { pool: where, now: at }, proof)
const redeem = (proof: Proof, at = later(1)) =>
  ground.write((context) => redeemProofOfWork(context, check(proof, at)), at)

/** Zero bits as the definition has them, one character each. */
function zeroBits(text: string): number {
  const bits = createHash('sha256')
    .update(text)
    .digest()
    .reduce((all, byte) => all + byte.toString(2).padStart(8, '0'), '')
  return /^0*/.exec(bits)?.[0].length ?? 0
}

async function solved(difficulty = 8): Promise<Proof> {
  const { challenge } = await issue(difficulty)
  let nonce = 0
  while (zeroBits(`${challenge.split('.')[0]}.${nonce}`) < difficulty) nonce++
  return { challenge, nonce: String(nonce) }
}

test('a challenge says how hard it is and until when, and is stored nowhere', async () => {
  const { challenge, difficulty, expiresAt } = await ground.ask(issueProofOfWork, {})
  assert.equal(difficulty, usualDifficulty)
  assert.deepEqual(expiresAt, later(300))
  assert.match(challenge, new RegExp(`^[\\w-]{22}\\.${expiresAt.getTime() / 1000}\\.18\\.[\\w-]{43}$`))
  const { rows } = await ground.connections.query('SELECT count(*)::integer AS stored FROM redeemed_proof')
  assert.equal(rows[0].stored, 0)
})

test('a solved challenge is redeemed once, also when twenty come at once', async () => {
  const proof = await solved()
  const passed = await Promise.all(Array.from({ length: 20 }, () => redeem(proof)))
  assert.equal(passed.filter(Boolean).length, 1)
  assert.equal(await redeem(proof), false)
})

test('another nonce for the same challenge does not redeem it again', async () => {
  const { challenge, nonce } = await solved(4)
  let next = Number(nonce) + 1
  while (!check({ challenge, nonce: String(next) })) next++
  assert.equal(await redeem({ challenge, nonce }), true)
  assert.equal(await redeem({ challenge, nonce: String(next) }), false)
})

test('work that was not done is refused', async () => {
  const { challenge } = await issue(16)
  let nonce = 0
  while (zeroBits(`${challenge.split('.')[0]}.${nonce}`) >= 16) nonce++
  for (const wrong of [String(nonce), '', '-1', '1e3', ' 1', '１', '9'.repeat(16), 'x', `${nonce}\n`])
    assert.equal(await redeem({ challenge, nonce: wrong }), false, wrong)
})

test('a challenge that was made up or changed is refused', async () => {
  const proof = await solved()
  const [id = '', seconds = '', difficulty = '', signature = ''] = proof.challenge.split('.')
  const forged = [
    [id, Number(seconds) + 1, difficulty, signature],
    [id, seconds, '0', signature],
    [id, seconds, '1', signature],
    [`${id.slice(0, -1)}${id.endsWith('A') ? 'B' : 'A'}`, seconds, difficulty, signature],
    [id, seconds, difficulty, 'A'.repeat(43)],
    [id, seconds, difficulty, ''],
    [id, seconds, difficulty, signature, ''],
    [id, seconds, difficulty],
  ]
  for (const parts of forged) assert.equal(check({ ...proof, challenge: parts.join('.') }), null, parts.join('.'))
  for (const challenge of ['', '...', 'x'.repeat(100_000)]) assert.equal(check({ ...proof, challenge }), null)
  assert.equal(check(proof, later(1), pool, createCaptchaKeys('another secret')), null)
  assert.ok(check(proof))
})

test('the last character of a signature has no second spelling', async () => {
  // 43 characters of base64url hold two bits more than 32 bytes: a decoder lets those vary.
  const { challenge, nonce } = await solved()
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const at = letters.indexOf(challenge.at(-1) as string)
  const twin = challenge.slice(0, -1) + letters[at ^ 1]
  assert.equal(await redeem({ challenge, nonce }), true)
  assert.equal(await redeem({ challenge: twin, nonce }), false)
})

test('a challenge ends with its time, and is worth nothing in another pool', async () => {
  const proof = await solved()
  assert.equal(check(proof, later(300)), null)
  assert.equal(check(proof, later(1), other), null)
  const late = check(proof, later(299))
  assert.equal(await ground.write((context) => redeemProofOfWork(context, late), later(300)), false)
  assert.equal(await redeem(proof, later(299)), true)
})
