import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { restV3 } from '#surface/rest/v3/document.ts'
import { managementToken } from '../kit/people.ts'
import { codeIn, openPost } from '../kit/post.ts'
import { ask } from '../kit/rest.ts'
import { codeOf } from '../kit/second-factor.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { methods } from './methods.ts'
import type { OfficialClient } from './program.ts'
import { tellOfApplications, tellOfFields, tellOfPermissions, tellOfSettings, tellOfSources } from './story/access.ts'
import { tellOfBeingManaged, tellOfFactors, tellOfScanning } from './story/device.ts'
import { tellOfKeys, tellOfMails, tellOfPosts } from './story/office.ts'
import { tellOfPeople } from './story/people.ts'
import { tellOfAddresses, tellOfLeaving, tellOfOneself } from './story/person.ts'
import { tellOfGroups, tellOfOrganisations, tellOfRoles } from './story/structure.ts'
import type { Stage, Tell } from './story/teller.ts'

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
  /** Those that it sends without what they are about: they are refused. */
  broken?: readonly string[]
  /** What it calls a method, where that is not told from the name in JavaScript. */
  spelled?: Readonly<Record<string, string>>
  /** Whose answers it keeps to itself, for its types do not hold them. */
  silent?: readonly string[]
}

/** Their answers stand in no envelope. */
const bare: readonly string[] = ['getSystemInfo', 'verifyMfaToken']

/** Tells every story through a client, and asks in the end whether a built operation was left out. */
export function runStory({ start, without = [], broken = [], spelled = {}, silent = [] }: Telling): void {
  let world: World
  let client: OfficialClient
  let stage: Stage
  const told = new Set<string>()
  const missing = new Set<string>()

  const teller =
    (kind: 'management' | 'authentication'): Tell =>
    async (method, args = {}) => {
      const { result, error, missing: none } = await client.call(kind, spelled[method] ?? method, args)
      if (none) missing.add(method)
      if (none) return {}
      const said = `${method} ${JSON.stringify(args)}`
      if (broken.includes(method)) {
        assert.ok(error ?? (result as Envelope).statusCode !== 200, `${said} is sent rightly by now`)
        return {}
      }
      assert.equal(error, undefined, said)
      told.add(method)
      const { statusCode, apiCode, message, data } = (result ?? {}) as Partial<Envelope>
      if ([...bare, ...silent].includes(method) && statusCode === undefined) return data ?? result
      assert.equal(statusCode, 200, `${said}: ${apiCode} ${message}`)
      return data
    }

  before(async () => {
    const { mailbox, phones, messages } = await openPost()
    world = await newWorld({ messages })
    client = start(world)
    world.alsoClose(() => client.close())
    const { pool, application } = world.tenant
    const { id: appId, secret: appSecret } = application
    await client.open('management', { accessKeyId: pool.id, accessKeySecret: pool.secret, host: world.origin })
    const byHand = async (line: string, body?: object) =>
      accepted<{ id: string }>(await ask(world, line, { token: await managementToken(world) }, body))
    stage = {
      manage: teller('management'),
      self: teller('authentication'),
      appId,
      appSecret,
      become: (accessToken) =>
        client.open('authentication', { appId, appSecret, appHost: world.origin, ...(accessToken && { accessToken }) }),
      mailed: async (email) => codeIn(await mailbox.next(email, /\b\d{6}\b/)),
      texted: (phone) => codeIn(phones.last(`+86${phone}`)),
      codeOf: (secret) => codeOf(world, { secret }),
      passSeconds: (seconds) => world.passSeconds(seconds),
      async proveRealName(userId) {
        const claim = { type: 'P', name: '张三', idCard: '11010519491231002X' }
        await byHand(`POST /api/v2/users/${userId}/management/principal_authentication`, claim)
      },
      makeTenant: async () => (await byHand('POST /api/v2/tenant', { name: 'Branch', appIds: appId })).id,
      idOfPost: async (code) => (await byHand(`GET /api/v3/get-post?code=${code}`)).id,
    }
  })

  test('management', async () => {
    const { manage, appId } = stage
    const people = await tellOfPeople(manage)
    await tellOfGroups(manage, people)
    await tellOfRoles(manage, people)
    await tellOfOrganisations(manage, people)
    await tellOfPermissions(manage, people)
    await tellOfFields(manage, people)
    await tellOfSettings(manage, { appId })
    await tellOfApplications(manage, { ...people, appId })
    await tellOfSources(manage, stage)
    await tellOfPosts(stage, people)
    await tellOfKeys(manage)
    await tellOfMails(manage)
  })

  test('a person', () => tellOfOneself(stage))
  test('their addresses', () => tellOfAddresses(stage))
  test('their devices', () => tellOfScanning(stage))
  test('their second factor', () => tellOfFactors(stage))
  test('what is said of them', () => tellOfBeingManaged(stage))
  test('their leave', () => tellOfLeaving(stage))

  test('nothing that is built was left out', () => {
    const built = new Set(restV3.areas.flatMap(({ rows }) => rows.map(({ method, path }) => `${method} ${path}`)))
    const given = new Set([...told, ...without, ...broken])
    const left = methods.filter(({ line, name }) => built.has(line) && !given.has(name))
    assert.deepEqual(
      left.map(({ name }) => name),
      [],
    )
    assert.deepEqual([...missing].sort(), [...without].sort(), 'what the client does not have')
  })
}
