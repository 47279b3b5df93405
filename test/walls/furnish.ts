// A user pool with one of everything in it, made through the doors as its administrator and its people would.
import { createHash } from 'node:crypto'
import { giveConsent } from '#domain/entry/consent/give.ts'
import { newAuthenticator } from '../kit/authenticator.ts'
import { managementToken, type Person, registerPerson, sealed } from '../kit/people.ts'
import { pictures } from '../kit/pictures.ts'
import { enrol } from '../kit/second-factor.ts'
import type { Tenant } from '../kit/tenant.ts'
import { accepted, graphql, type Outcome, rest } from '../kit/wire.ts'
import type { World } from '../kit/world.ts'
import { addPermissions, addStructure } from './furnish-structure.ts'
import { type Mark, markOf, mutation, type Speak } from './mark.ts'

export interface Furnished {
  tenant: Tenant
  /** The pool's management token. */
  manager: string
  person: Person
  /** Names of things that are not kept as they are said. */
  more: Readonly<Record<string, readonly string[]>>
}

export async function furnish(world: World, label: string): Promise<Furnished> {
  const tenant = await world.addTenant(label)
  const manager = await managementToken(world, tenant)
  const at = { tenant, lang: 'en-US' }
  // Passkeys belong to a host name.
  const origin = world.origin.replace('127.0.0.1', 'localhost')
  const speak: Speak = async (line, body, token = manager) => {
    const [kind = '', path = ''] = line.split(' ')
    const outcome: Outcome = /^(query|mutation)/.test(line)
      ? await graphql(origin, line, body, { ...at, token })
      : await rest(origin, kind, path, kind === 'GET' ? undefined : body, { ...at, token })
    // What others still have to build is furnished from the day it answers.
    if (outcome.code === 1000 || outcome.code === 404) return {}
    try {
      return (accepted(outcome) ?? {}) as Record<string, unknown>
    } catch (error) {
      throw new Error(`${line}: ${(error as Error).message}`)
    }
  }
  const mark = (what: string) => markOf(label, what)
  await openPool(speak, mark, tenant)
  const person = await registerPerson(world, at)
  await addPerson(world, speak, mark, person, tenant)
  await addStructure(speak, mark, person.id, tenant)
  await addPermissions(speak, mark, person.id)
  await addApplicationParts(world, speak, mark, person.id, tenant)
  await speak('POST /api/v3/create-access-key', {})
  await importPeople(world, manager, mark)
  await agree(world, tenant, person, mark)
  const more = await addPassing(speak, mark, person, tenant)
  return { tenant, manager, person, more }
}

/** As the consent page of an application that is not of the house does. */
async function agree(world: World, { pool, application, origin }: Tenant, { id }: Person, mark: Mark): Promise<void> {
  const foreign = { ...application, settings: { ...application.settings, firstParty: false } }
  const worth = { sessionId: '', strength: 'full', boundTo: null } as const
  const caller = { kind: 'user', userPoolId: pool.id, userId: id, ...worth } as const
  const requestContext = { pool, application: foreign, caller, client: { ip: '', userAgent: mark('agent') }, origin }
  await world.app.domain.callAt(giveConsent, requestContext, { scopes: ['openid', mark('scope')] })
}

async function openPool(speak: Speak, mark: Mark, { application }: Tenant): Promise<void> {
  await speak(mutation('updateUserpool', '$input: UpdateUserpoolInput!', 'input: $input', '{ id }'), {
    input: {
      frequentRegisterCheck: { enabled: false },
      description: mark('pool'),
      customSMSProvider: {
        enabled: true,
        provider: 'webhook',
        config: JSON.stringify({ url: 'https://example.com/texts', secret: mark('sms-secret') }),
      },
    },
  })
  await speak(mutation('configEmailTemplate', '$input: ConfigEmailTemplateInput!', 'input: $input', '{ type }'), {
    input: { type: 'WELCOME', name: mark('template'), subject: mark('subject'), sender: 'x', content: mark('letter') },
  })
  await speak('POST /api/v3/set-user-base-fields', { list: [{ key: 'city', label: mark('base-field') }] })
  const list = [`${mark('allowed')}@example.com`]
  await speak(mutation('addWhitelist', '$list: [String!]!', 'type: EMAIL, list: $list', '{ value }'), { list })
  await speak('POST /api/v3/add-whitelist-of-app', { appId: application.id, type: 'EMAIL', list })
  const field = '$key: String!, $label: String!'
  const passed = 'targetType: USER, key: $key, dataType: STRING, label: $label'
  await speak(mutation('setUdf', field, passed, '{ key }'), { key: 'hobby', label: mark('field') })
  await speak('POST /api/v2/env', { key: 'KEY', value: mark('variable') })
}

const digitsOf = (text: string) => BigInt(`0x${createHash('sha256').update(text).digest('hex')}`).toString()

async function addPerson(world: World, speak: Speak, mark: Mark, { id, token }: Person, tenant: Tenant): Promise<void> {
  const phone = `138${digitsOf(mark('phone')).slice(0, 8)}`
  const input = {
    email: `${mark('mail')}@example.com`,
    phone,
    externalId: mark('external'),
    nickname: mark('nickname'),
    company: mark('company'),
  }
  await speak(mutation('updateUser', '$id: String, $input: UpdateUserInput!', 'id: $id, input: $input', '{ id }'), {
    id,
    input,
  })
  await speak(
    mutation(
      'setUdv',
      '$id: String!, $value: String!',
      'targetType: USER, targetId: $id, key: "hobby", value: $value',
      '{ key }',
    ),
    { id, value: JSON.stringify(mark('value')) },
  )
  await speak('POST /api/v2/users/identity/link', {
    userId: id,
    identifier: 'github',
    userIdInIdp: mark('github'),
    isSocial: true,
  })
  await speak(
    'POST /api/v2/users/principal_authentication',
    { type: 'P', name: mark('principal'), idCard: '11010519491231002X' },
    token,
  )
  const second = await registerPerson(world, { tenant })
  await speak('POST /api/v2/users/link', { primaryUserToken: token, secondaryUserToken: second.token })
  await enrol(world, token, tenant)
  await speak(
    'POST /api/v2/mfa/totp/associate',
    { authenticator_type: 'totp' },
    (await registerPerson(world, { tenant })).token,
  )
  const { options } = await speak('POST /api/v2/passkeys/registration/initialize', {}, token)
  const credential = newAuthenticator().create(options as never, {
    origin: world.origin.replace('127.0.0.1', 'localhost'),
  })
  await speak('POST /api/v2/passkeys/registration/finalize', { credential, name: mark('passkey') }, token)
  await speak(
    'POST /api/v3/create-device',
    { deviceUniqueId: mark('device'), type: 'Mobile', name: mark('phone') },
    token,
  )
  const form = new FormData()
  form.append('file', new Blob([pictures.png], { type: 'image/png' }), 'face.png')
  const headers = { authorization: `Bearer ${token}`, 'x-authing-app-id': tenant.application.id }
  await fetch(`${world.origin}/api/v2/upload?folder=avatar`, { method: 'POST', headers, body: form })
}

async function importPeople(world: World, manager: string, mark: Mark): Promise<void> {
  const form = new FormData()
  const text = `username,email\n${mark('imported')},no address\n`
  form.append('file', new Blob([text], { type: 'text/csv' }), `${mark('people')}.csv`)
  const headers = { authorization: `Bearer ${manager}` }
  await fetch(`${world.origin}/api/v2/users/import`, { method: 'POST', headers, body: form })
}

async function addApplicationParts(
  world: World,
  speak: Speak,
  mark: Mark,
  userId: string,
  { application }: Tenant,
): Promise<void> {
  const path = `/api/v2/applications/${application.id}`
  await speak(`POST ${path}`, { enableSubAccount: true, description: mark('application') })
  await speak(`POST ${path}/sub-accounts`, { userId, account: mark('sub'), password: sealed(world, 'a second horse') })
  await speak(`POST ${path}/agreements`, { title: mark('agreement'), lang: 'zh-CN', required: true })
  await speak(`POST ${path}/programmatic-access-accounts`, { remarks: mark('access'), tokenLifetime: 600 })
  await speak(`POST ${path}/authorization/allow`, { targetType: 'USER', targetIdentifiers: [userId] })
}

/** What is there for minutes only. */
async function addPassing(speak: Speak, mark: Mark, { token, id }: Person, { pool, application }: Tenant) {
  const { random } = await speak('POST /api/v2/qrcode/gene', { scene: 'APP_AUTH' })
  await speak('POST /oauth/sso/mobile/createSession', { deviceId: mark('shared'), userPoolId: pool.id }, token)
  await speak(`GET /oauth/sso/mobile/trackSession?deviceId=${mark('shared')}&userPoolId=${pool.id}`, {})
  await speak('POST /api/v2/feedback', {
    type: '0',
    phone: mark('contact'),
    description: mark('feedback'),
    appId: application.id,
  })
  await speak(mutation('sendEmail', '$email: String!', 'email: $email, scene: RESET_PASSWORD', '{ code }'), {
    email: `${mark('mail')}@example.com`,
  })
  const connection = { type: 'oidc', identifier: mark('connection'), displayName: mark('connection-name') }
  const source = (await speak('POST /api/v2/extIdp', {
    name: mark('source'),
    type: 'oidc',
    connections: [{ ...connection, fields: { clientSecret: mark('client-secret') } }],
  })) as { connections?: { id: string }[] }
  const at = `/api/v2/extIdpConn/${source.connections?.[0]?.id}/state`
  const tenant = (await speak('GET /api/v2/tenants', {})) as { list: { id: string }[] }
  for (const where of [{ appId: application.id }, { tenantId: tenant.list[0]?.id }])
    await speak(`PUT ${at}`, { ...where, enabled: true })
  await speak(
    mutation('sendFirstLoginVerifyEmail', '$user: String!, $app: String!', 'userId: $user, appId: $app', '{ code }'),
    { user: id, app: application.id },
  )
  return { random: [String(random)], deviceUniqueId: [mark('device'), mark('shared')] }
}
