import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { restV3 } from '#surface/rest/v3/document.ts'
import { newWorld, type World } from '../kit/world.ts'
import { methods } from './methods.ts'
import type { OfficialClient } from './program.ts'
import { tellOfApplications, tellOfFields, tellOfPermissions, tellOfSettings, tellOfSources } from './story/access.ts'
import { tellOfPeople } from './story/people.ts'
import { enter, tellOfOneself } from './story/person.ts'
import { tellOfGroups, tellOfOrganisations, tellOfRoles } from './story/structure.ts'
import type { Tell } from './story/teller.ts'

interface Envelope {
  statusCode: number
  apiCode?: number
  message: string
  data?: unknown
}

/** How the stories are told in one language. */
export interface Telling {
  /** A client that has not been opened yet. */
  start(world: World): OfficialClient
  /** Of the methods in JavaScript, those that this client has not. */
  without?: readonly string[]
}

/** Tells every story through a client, and asks in the end whether a built operation was left out. */
export function runStory({ start, without = [] }: Telling): void {
  let world: World
  let client: OfficialClient
  const told = new Set<string>()
  const missing = new Set<string>()

  const teller =
    (kind: 'management' | 'authentication'): Tell =>
    async (method, args = {}) => {
      const { result, error, missing: none } = await client.call(kind, method, args)
      if (none) missing.add(method)
      if (none) return {}
      assert.equal(error, undefined, `${method} ${JSON.stringify(args)}`)
      const { statusCode, apiCode, message, data } = result as Envelope
      assert.equal(statusCode, 200, `${method} ${JSON.stringify(args)}: ${apiCode} ${message}`)
      told.add(method)
      return data
    }

  before(async () => {
    world = await newWorld()
    client = start(world)
    world.alsoClose(() => client.close())
    const { pool } = world.tenant
    await client.open('management', { accessKeyId: pool.id, accessKeySecret: pool.secret, host: world.origin })
  })

  test('management', async () => {
    const tell = teller('management')
    const people = await tellOfPeople(tell)
    await tellOfGroups(tell, people)
    await tellOfRoles(tell, people)
    await tellOfOrganisations(tell, people)
    await tellOfPermissions(tell, people)
    await tellOfFields(tell, people)
    await tellOfSettings(tell)
    await tellOfApplications(tell, { ...people, appId: world.tenant.application.id })
    await tellOfSources(tell)
  })

  test('a person', async () => {
    const { id: appId, secret: appSecret } = world.tenant.application
    const app = { appId, appSecret, appHost: world.origin }
    const credentials = { username: 'ming', password: 'correct horse 1', appId, appSecret }
    await client.open('authentication', app)
    const accessToken = await enter(teller('authentication'), credentials)
    await client.open('authentication', { ...app, accessToken })
    await tellOfOneself(teller('authentication'), credentials)
  })

  test('nothing that is built was left out', () => {
    const built = new Set(restV3.areas.flatMap(({ rows }) => rows.map(({ method, path }) => `${method} ${path}`)))
    const left = methods.filter(({ line, name }) => built.has(line) && !told.has(name) && !without.includes(name))
    assert.deepEqual(
      left.map(({ name }) => name),
      [],
    )
    assert.deepEqual([...missing].sort(), [...without].sort(), 'what the client does not have')
  })
}
