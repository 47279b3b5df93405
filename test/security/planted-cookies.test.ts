// A neighbour under the same domain can make a browser send cookies of its choice to us, unless their name forbids it: what shows
// on which device somebody is, or who registered there, must not be theirs to choose.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { readOutbox } from '#domain/proof/admin-message/outbox.ts'
import { askAt } from '../kit/ask-at.ts'
import { sealed } from '../kit/people.ts'
import { newWorld, type World } from '../kit/world.ts'

const publicHost = 'id.example.com'
const password = 'correct horse'
let world: World
let counter = 0

before(async () => {
  world = await newWorld({ publicUrl: `https://${publicHost}`, trustedProxies: ['127.0.0.1'] })
})

/** As the proxy passes it on that speaks https for us. */
async function ask(path: string, body: object, cookie?: string) {
  const app = ['x-authing-app-id', world.tenant.application.id] as const
  const headers = [['host', publicHost] as const, app, ...(cookie ? [['cookie', cookie] as const] : [])]
  const answer = await askAt(Number(new URL(world.origin).port), {
    method: 'POST',
    path: `/api/v2/${path}`,
    headers,
    body,
  })
  return { ...answer, code: (JSON.parse(answer.text) as { code: number }).code }
}

/** Somebody registers with an address, and its owner signs in by a code in a browser that shows this cookie; answers whether the password stays. */
async function passwordStays(cookieOf: (device: string) => string): Promise<boolean> {
  const email = `planted${++counter}@example.com`
  const registered = await ask('register/email', { email, password: sealed(world, password) })
  assert.equal(registered.code, 200, registered.text)
  const device = String(registered.headers['x-menshen-device'])
  assert.match(device, /^r\./)
  assert.equal((await ask('email/send', { email, scene: 'LOGIN_VERIFY_CODE' })).code, 200)
  const mail = (await readOutbox(world.app.domain)).find((message) => message.recipient === email)
  const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0]
  assert.equal((await ask('login/email-code', { email, code }, cookieOf(device))).code, 200)
  return (await ask('login/account', { account: email, password: sealed(world, password) })).code === 200
}

test('a device that another site under our domain has planted is not the one that registered', async () => {
  assert.equal(await passwordStays((device) => `menshen_device_0123456789ab=${device}`), false)
  assert.equal(await passwordStays((device) => `__host-menshen_device_0123456789ab=${device}`), false)
  assert.equal(await passwordStays((device) => `__Secure-menshen_device_0123456789ab=${device}`), false)
  assert.equal(await passwordStays((device) => `__Host-menshen_device_0123456789ab=${device}`), true)
})

test('over https every cookie of ours that shows something is for this host alone', async () => {
  const shown = await ask('qrcode/gene', { scene: 'APP_AUTH' })
  assert.equal(shown.code, 200, shown.text)
  for (const line of shown.headers['set-cookie'] ?? assert.fail('no cookie')) {
    assert.match(line, /^__Host-menshen_/)
    assert.match(line, /; Path=\/;.*; Secure/)
    assert.doesNotMatch(line, /domain=/i)
  }
})
