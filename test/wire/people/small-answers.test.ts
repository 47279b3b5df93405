import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson } from '../../kit/people.ts'
import { openPost } from '../../kit/post.ts'
import { ask } from '../../kit/rest.ts'
import { accepted, graphql, refused } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let token: string
before(async () => {
  world = await newWorld()
  token = await managementToken(world)
})

const nowhere = '0'.repeat(24)

test('2401: nobody is found by an id that is too short for a phone, and 400 when something is to be kept under it', async () => {
  const { id } = world.tenant.pool
  for (const deviceId of ['D', 'seven77', 'eight888'])
    refused(await ask(world, `GET /oauth/sso/mobile/trackSession?deviceId=${deviceId}&userPoolId=${id}`), 2401)
  const person = await registerPerson(world)
  const share = { deviceId: 'seven77', userPoolId: id }
  refused(await ask(world, 'POST /oauth/sso/mobile/createSession', { token: person.token }, share), 400)
})

test('2224 before 2011: a pool that is not there is said before the application that is not there', async () => {
  const query = '{ isUserExists(username: "somebody") }'
  const headers = { 'x-authing-userpool-id': nowhere, 'x-authing-app-id': nowhere }
  refused(await graphql(world.origin, query, {}, { headers }), 2224)
  refused(await ask(world, 'GET /api/v2/users/find?key=x&type=username', { tenant: null, headers }), 2224)
  const pool = { 'x-authing-userpool-id': world.tenant.pool.id }
  accepted(await graphql(world.origin, query, {}, { headers: { ...headers, ...pool } }))
  refused(await graphql(world.origin, query, {}, { headers: { 'x-authing-app-id': nowhere } }), 2011)
})

test('who chooses a language that is not there is answered in the one that the browser asks for', async () => {
  const say = async (chosen: string, accepted: string) =>
    (await ask(world, 'POST /api/v2/sms/send', { lang: chosen, headers: { 'accept-language': accepted } }, {})).message
  assert.match(await say('fr', 'zh-CN'), /[\u4e00-\u9fff]/)
  assert.doesNotMatch(await say('fr', 'en'), /[\u4e00-\u9fff]/)
  assert.doesNotMatch(await say('fr', 'de'), /[\u4e00-\u9fff]/)
})

test('2222 and 3829: words that nobody wants in an address', async () => {
  for (const word of ['fuck', 'SHIT', 'bitch']) {
    const application = { name: word, identifier: word, redirectUris: [] }
    refused(await ask(world, 'POST /api/v2/applications', { token }, application), 2222)
    const set = 'mutation ($domain: String) { updateUserpool(input: { domain: $domain }) { id } }'
    refused(await graphql(world.origin, set, { domain: word }, { token }), 3829)
  }
})

test('a pool’s own sender of texts takes codes by mail from nobody, until the operator has one', async () => {
  const set = 'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { id } }'
  const config = JSON.stringify({ url: 'http://127.0.0.1:9/sms', secret: 'sixteen characters' })
  const ways = async (at: World) => {
    const path = `GET /api/v2/applications/${at.tenant.application.id}/public-config`
    type Config = { verifyCodeTabConfig: { enabledLoginMethods: string[] } }
    return accepted<Config>(await ask(at, path)).verifyCodeTabConfig.enabledLoginMethods.sort()
  }
  const turn = async (at: World, enabled: boolean) => {
    const input = { customSMSProvider: { enabled, provider: 'webhook', config } }
    accepted(await graphql(at.origin, set, { input }, { token: await managementToken(at) }))
  }
  assert.deepEqual(await ways(world), ['email-code', 'phone-code'])
  await turn(world, true)
  assert.deepEqual(await ways(world), ['email-code', 'phone-code'])
  const { messages } = await openPost()
  const mailing = await newWorld({ messages: { mail: messages.mail, sms: null } })
  assert.deepEqual(await ways(mailing), ['email-code'])
  await turn(mailing, true)
  assert.deepEqual(await ways(mailing), ['email-code', 'phone-code'])
  await turn(mailing, false)
  assert.deepEqual(await ways(mailing), ['email-code'])
})

test('what is wrong with a field is said in one language, at both doors', async () => {
  const set = 'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { id } }'
  const application = `POST /api/v2/applications/${world.tenant.application.id}`
  for (const lang of ['zh-CN', 'en-US']) {
    const speaking = { token, lang }
    const faults = [
      graphql(world.origin, set, { input: { tokenExpiresAfter: 1 } }, speaking),
      graphql(world.origin, set, { input: { mfa: { policy: 'sometimes' } } }, speaking),
      ask(world, application, speaking, { qrSigninEnabled: true }),
      ask(world, application, speaking, { logo: 'x' }),
      ask(world, application, speaking, { mfa: 1 }),
      ask(world, 'POST /api/v2/users/kick', speaking, { userIds: 'x' }),
    ]
    for (const outcome of await Promise.all(faults)) {
      refused(outcome, 400)
      assert.equal(/[\u4e00-\u9fff]/.test(outcome.message), lang === 'zh-CN', outcome.message)
      assert.ok(!/must|there is/.test(outcome.message) || lang === 'en-US', outcome.message)
    }
  }
})
