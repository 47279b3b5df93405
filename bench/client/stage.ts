import type { Target } from '../target.ts'
import type { Client } from './application.ts'
import { signInAll } from './browser.ts'
import type { Connection } from './connection.ts'
import { documents } from './documents.ts'
import { each } from './each.ts'
import { type Authority, authorize, crowdOf, invite, type Person } from './people.ts'
import { postJson } from './request.ts'
import { ask, expectJson, graphql } from './speak.ts'
import type { Stage } from './stage-shape.ts'

export async function setStage(target: Target): Promise<Stage> {
  const { origin } = target
  const mark = Date.now().toString(36)
  const authority = await authorize(target)
  const people = await invite(target, authority, mark)
  const kept = new Map<string, unknown>()
  const once = async <Value>(name: string, make: () => Promise<Value>): Promise<Value> => {
    if (!kept.has(name)) kept.set(name, await make())
    return kept.get(name) as Value
  }
  return {
    ...authority,
    target,
    people,
    crowd: crowdOf(target, mark),
    tokens: () => once('tokens', () => each(origin, people, (line, person) => logIn(line, target, person))),
    application: (identifier, settings) =>
      once(`application ${identifier}`, () => createApplication(target, authority, identifier + mark, settings)),
    signedIn: (client, options = {}) =>
      once(`signed in ${client.id} ${JSON.stringify(options)}`, () => signInAll(target, people, client, options)),
  }
}

async function logIn(line: Connection, target: Target, { username, sealed }: Person): Promise<string> {
  const input = { username, password: sealed }
  return (await ask<{ token: string }>(line, graphql(target, documents.login, { input }))).token
}

async function createApplication(
  { origin, bootstrap }: Target,
  { managementToken }: Authority,
  identifier: string,
  settings: object,
): Promise<Client> {
  const headers = { 'x-authing-userpool-id': bootstrap.userPoolId, authorization: `Bearer ${managementToken}` }
  const asking = postJson(origin, '/api/v2/applications', { name: identifier, identifier, ...settings }, headers)
  const [answer] = await each(origin, [asking], (line) =>
    expectJson<{ code: number; message: string; data: Client }>(line, asking),
  )
  if (answer?.code !== 200) throw new Error(`the application was refused: ${answer?.code} ${answer?.message}`)
  return answer.data
}
