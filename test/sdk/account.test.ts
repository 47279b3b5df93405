import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { registerPerson } from '../kit/people.ts'
import { codeIn, openPost } from '../kit/post.ts'
import { newWorld, type World } from '../kit/world.ts'
import { authenticationClient } from './clients.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let counter = 0

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
})

/** The official client, as somebody who has just registered. */
async function signIn() {
  const person = await registerPerson(world)
  const client = authenticationClient(world)
  client.setToken(person.token)
  return { ...person, client }
}

type Client = Awaited<ReturnType<typeof signIn>>['client']

async function mailCode(client: Client, email: string): Promise<string> {
  world.passSeconds(61)
  await client.sendEmail(email, 'CHANGE_EMAIL' as Parameters<Client['sendEmail']>[1])
  return codeIn(await post.mailbox.next(email))
}

async function textCode(client: Client, phone: string, scene?: string): Promise<string> {
  world.passSeconds(61)
  await client.sendSmsCode(phone, undefined, scene as Parameters<Client['sendSmsCode']>[2])
  return codeIn(post.phones.last(`+86${phone}`))
}

test('the client binds, changes and unbinds an e-mail address, and stays signed in', async () => {
  const { client, id } = await signIn()
  const [first, second] = [`sdk${++counter}@example.com`, `sdk${++counter}@example.com`]
  assert.equal((await client.bindEmail(first, await mailCode(client, first))).email, first)
  const codes = [await mailCode(client, second), await mailCode(client, first)] as const
  assert.equal((await client.updateEmail(second, codes[0], first, codes[1])).email, second)
  await assert.rejects(client.updateEmail(second, '000000'), { code: 2229 })
  assert.equal((await client.unbindEmail()).email, null)
  await assert.rejects(client.unbindEmail(), { code: 2219 })
  assert.equal((await client.getCurrentUser())?.id, id)
})

test('the client binds, changes and unbinds a phone number, with and without a scene', async () => {
  const { client, id } = await signIn()
  const [first, second] = ['13700000001', '13700000002']
  assert.equal((await client.bindPhone(first, await textCode(client, first, 'bind'))).phone, first)
  const codes = [await textCode(client, second), await textCode(client, first, 'unbind')] as const
  assert.equal((await client.updatePhone(second, codes[0], first, codes[1])).phone, second)
  await assert.rejects(client.updatePhone(second, '000000'), { code: 2230 })
  assert.equal((await client.unbindPhone()).phone, null)
  assert.equal((await client.getCurrentUser())?.id, id)
})

test('the client changes the password and reads how well the account is kept', async () => {
  const { client, username, password } = await signIn()
  await assert.rejects(client.updatePassword('a better one 1'), { code: 2201 })
  await assert.rejects(client.updatePassword('a better one 1', 'guess'), { code: 2203 })
  await client.updatePassword('a better one 1', password)
  const level = await client.getSecurityLevel()
  assert.deepEqual([level.password, level.mfa, level.passwordSecurityLevel], [true, false, 3])
  assert.equal((await client.loginByUsername(username, 'a better one 1')).username, username)
})
