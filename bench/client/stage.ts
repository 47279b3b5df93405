import { constants, publicEncrypt } from 'node:crypto'
import type { Target } from '../shapes.ts'
import { type SignedIn, signInAll } from './browser.ts'
import { type Connection, openConnection } from './connection.ts'
import { documents } from './documents.ts'
import { postJson, request } from './request.ts'
import { ask, expectJson, graphql } from './speak.ts'

export interface Person {
  username: string
  password: string
  /** The password as it goes over the wire. */
  sealed: string
}

export interface Client {
  id: string
  secret: string
}

/** What the rows are measured with. What only some rows need is made when the first of them asks, and kept. */
export interface Stage {
  target: Target
  people: Person[]
  managementToken: string
  seal(password: string): string
  /** One token of the official clients per person. */
  tokens(): Promise<string[]>
  /** An application with these settings, by the names of the REST door. */
  application(identifier: string, settings: object): Promise<Client>
  /** A browser and tokens per person, signed in to that application. */
  signedIn(client: Client, options?: { offline?: boolean; isPublic?: boolean }): Promise<SignedIn[]>
}

const howMany = 200
/** As many as ask for something at the same time; also while the stage is set. */
export const connections = 16

/** Where people are sent back to. Nothing listens there: a code is read from the address. */
export const callback = 'http://127.0.0.1:9/callback'

export async function setStage(target: Target): Promise<Stage> {
  const { origin, bootstrap } = target
  const line = await openConnection(origin)
  const { data } = await expectJson<{ data: { publicKey: string } }>(
    line,
    request(origin, 'GET', '/api/v2/.well-known'),
  )
  const key = { key: data.publicKey, padding: constants.RSA_PKCS1_PADDING }
  const seal = (password: string) => publicEncrypt(key, Buffer.from(password)).toString('base64')
  const ids = { userPoolId: bootstrap.userPoolId, secret: bootstrap.userPoolSecret }
  const { accessToken } = await ask<{ accessToken: string }>(line, graphql(target, documents.accessToken, ids))
  const mark = Date.now().toString(36)
  const people = Array.from({ length: howMany }, (_, index) => {
    const password = `correct horse ${index}`
    return { username: `rider${mark}n${index}`, password, sealed: seal(password) }
  })
  const create = (userInfo: object) => graphql(target, documents.createUser, { userInfo }, accessToken)
  await each(origin, people, (one, { username, sealed }) =>
    ask(one, create({ username, password: sealed, nickname: 'Rider', email: `${username}@example.com` })),
  )
  const crowd = Array.from({ length: target.crowd }, (_, index) => index)
  await each(origin, crowd, (one, index) => ask(one, create(bystander(`${mark}n${index}`))))

  const kept = new Map<string, Promise<unknown>>()
  const once = <Value>(name: string, make: () => Promise<Value>): Promise<Value> => {
    const made = (kept.get(name) ?? make()) as Promise<Value>
    kept.set(name, made)
    return made
  }
  return {
    target,
    people,
    managementToken: accessToken,
    seal,
    tokens: () => once('tokens', () => each(origin, people, (one, person) => logIn(one, target, person))),
    application: (identifier, settings) =>
      once(`application ${identifier}`, () =>
        createApplication(line, target, accessToken, identifier + mark, settings),
      ),
    signedIn: (client, options = {}) =>
      once(`signed in ${client.id} ${JSON.stringify(options)}`, () => signInAll(target, people, client, options)),
  }
}

function bystander(mark: string): object {
  const username = `bystander${mark}`
  return {
    username,
    email: `${username}@example.com`,
    nickname: username,
    name: `By ${mark}`,
    company: 'Gate Ltd',
  }
}

async function logIn(line: Connection, target: Target, { username, sealed }: Person): Promise<string> {
  const input = { username, password: sealed }
  return (await ask<{ token: string }>(line, graphql(target, documents.login, { input }))).token
}

async function createApplication(
  line: Connection,
  { origin, bootstrap }: Target,
  managementToken: string,
  identifier: string,
  settings: object,
): Promise<Client> {
  const headers = { 'x-authing-userpool-id': bootstrap.userPoolId, authorization: `Bearer ${managementToken}` }
  const body = { name: identifier, identifier, ...settings }
  const answer = await expectJson<{ code: number; message: string; data: Client }>(
    line,
    postJson(origin, '/api/v2/applications', body, headers),
  )
  if (answer.code !== 200) throw new Error(`the application was refused: ${answer.code} ${answer.message}`)
  return answer.data
}

/** Does something for each of the items, several at a time, each line with a connection of its own. */
export async function each<Item, Result>(
  origin: string,
  items: readonly Item[],
  work: (line: Connection, item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length)
  let next = 0
  async function go(): Promise<void> {
    const line = await openConnection(origin)
    try {
      for (let at = next++; at < items.length; at = next++) results[at] = await work(line, items[at] as Item)
    } finally {
      line.close()
    }
  }
  await Promise.all(Array.from({ length: Math.min(connections, items.length) }, go))
  return results
}
