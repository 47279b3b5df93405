import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { managementToken, registerPerson, sealed } from '../../kit/people.ts'
import { ask } from '../../kit/rest.ts'
import { accepted, refused } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let token: string
let application: string
before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  application = `/api/v2/applications/${world.tenant.application.id}`
})

const manage = (line: string, body?: unknown, lang = 'en-US') => ask(world, line, { token, lang }, body)

/** Refused by name, in both languages. */
async function refusedFor(field: string, line: string, body?: unknown) {
  for (const [lang, text] of [
    ['en-US', `Bad request: there is no field ${field}`],
    ['zh-CN', `请求有误：没有名为 ${field} 的字段`],
  ] as const) {
    const outcome = await manage(line, body, lang)
    refused(outcome, 400)
    assert.equal(outcome.message, text)
  }
}

describe('a misspelt name is refused by name, and nothing is made or changed', () => {
  test('of what is made', async () => {
    await refusedFor('titel', `POST ${application}/agreements`, { title: 'a', titel: 'b' })
    await refusedFor('connections.feilds', 'POST /api/v2/extIdp', {
      name: 'a',
      type: 'oidc',
      connections: [{ type: 'oidc', identifier: 'a', displayName: 'a', feilds: {} }],
    })
    await refusedFor('desc', 'POST /api/v2/tenant', { name: 'a', appIds: '', desc: 'b' })
    await refusedFor('parents', 'POST /api/v2/roles', { code: 'a', parents: 'b' })
    await refusedFor('ordr', 'POST /api/v2/orgs', { name: 'a', ordr: 1 })
    await refusedFor('colour', 'POST /api/v2/env', { key: 'a', value: 1, colour: 'red' })
    await refusedFor('enable', 'PUT /api/v2/mail-sender', { kind: 'smtp', config: { host: 'a' }, enable: false })
    await refusedFor('users.emial', 'POST /api/v2/users/create/batch', {
      users: [{ username: 'first-of-two' }, { username: 'second-of-two', emial: 'a@corp.example' }],
    })
    await refusedFor('userInfo.emial', 'POST /api/v2/users', { userInfo: { username: 'one', emial: 'a@corp.example' } })
    assert.deepEqual(accepted(await manage(`GET ${application}/agreements`)), { totalCount: 0, list: [] })
    assert.deepEqual(accepted(await manage('GET /api/v2/extIdp')), [])
    assert.equal(accepted<{ totalCount: number }>(await manage('GET /api/v2/tenants')).totalCount, 0)
    assert.deepEqual(accepted(await manage('GET /api/v2/env')), [])
    for (const username of ['one', 'first-of-two'])
      assert.equal(accepted(await manage(`GET /api/v2/users/is-user-exists?username=${username}`)), false)
  })

  test('in the address of what takes something away', async () => {
    const { id } = await registerPerson(world)
    await refusedFor('typ', `DELETE /api/v2/users/${id}/mfa-bound?typ=OTP`)
    await refusedFor('name_space', 'DELETE /api/v2/resources/none?name_space=a')
  })

  test('of somebody who registers or signs in', async () => {
    const { username, password } = await registerPerson(world)
    const sent = { account: username, password: sealed(world, password) }
    await refusedFor('autoRegistr', 'POST /api/v2/login/account', { ...sent, autoRegistr: true })
    await refusedFor('profile.nickName', 'POST /api/v2/register/username', {
      username: 'nobody-yet',
      password: sent.password,
      profile: { nickName: 'N' },
    })
  })

  test('after who asks: 2020 before 400', async () => {
    const outcome = await ask(world, 'POST /api/v2/env', {}, { key: 'a', value: 1, colour: 'red' })
    refused(outcome, 2020)
  })
})

describe('what official clients send along says nothing, and is taken', () => {
  test('the login component, at signing in and registering', async () => {
    const { username, password } = await registerPerson(world)
    const sent = { account: username, password: sealed(world, password), withCustomData: false, agreementIds: [1] }
    accepted(await ask(world, 'POST /api/v2/login/account', {}, { ...sent, captchaCode: '', customData: null }))
    const body = {
      account: 'by-guard',
      password: sent.password,
      profile: { browser: 'x', device: 'y', ip: '127.0.0.1' },
      ...{ forceLogin: false, generateToken: true, postUserInfoPipeline: false, agreementIds: [] },
    }
    accepted(await ask(world, 'POST /api/v2/register-username', {}, body))
    const gene = { scene: 'APP_AUTH', autoMergeQrCode: false, withCustomData: false, extIdpConnId: 'x' }
    accepted(await ask(world, 'POST /api/v2/qrcode/gene', {}, gene))
  })

  test('the Java client, where it says twice what stands in the path', async () => {
    const appId = world.tenant.application.id
    const { id } = await registerPerson(world)
    const rule = { appId, targetType: 'USER', targetIdentifiers: [id] }
    accepted(await manage(`POST ${application}/authorization/allow`, { ...rule, inheritByChildren: null }))
    accepted(await manage(`POST ${application}/authorization/revoke`, rule))
    const account = { appId, tokenLifetime: 600, remarks: '' }
    accepted(await manage(`POST ${application}/programmatic-access-accounts`, account))
    accepted(await manage(`POST ${application}`, { permissionStrategy: { appId, defaultStrategy: 'ALLOW_ALL' } }))
    accepted(await manage('POST /api/v2/roles', { code: 'java' }))
    accepted(await manage(`POST /api/v2/users/${id}/roles`, { userId: id, list: ['java'] }))
    const org = accepted<{ id: string; rootNode?: { id: string } }>(await manage('POST /api/v2/orgs', { name: 'Java' }))
    accepted(await manage(`POST /api/v2/orgs/${org.id}/nodes`, { orgId: org.id, name: 'Below' }))
    const isAllowed = { userId: id, resource: 'a:b', action: 'a:read', tenantId: 'none' }
    accepted(await manage('POST /api/v2/acl/is-allowed', isAllowed))
    const person = await registerPerson(world)
    const totp = { authenticator_type: 'totp', mfaToken: person.token, source: 'SELF' }
    accepted(await ask(world, 'POST /api/v2/mfa/totp/associate', { token: person.token }, totp))
  })

  test('the Go client, in its own spelling', async () => {
    const made = accepted<{ remarks: string }>(
      await manage(`POST ${application}/programmatic-access-accounts`, { remark: 'by Go' }),
    )
    assert.equal(made.remarks, 'by Go')
    accepted(await manage('POST /api/v2/extIdp', { name: 'Go', type: 'oidc', tenantUd: '', connections: [] }))
    const agree = async (title: string) =>
      accepted<{ id: number }>(await manage(`POST ${application}/agreements`, { title })).id
    const [one, two] = [await agree('one'), await agree('two')]
    accepted(await manage(`POST ${application}/agreements/sort`, { ids: [String(two), String(one)] }))
    const { list } = accepted<{ list: { id: number }[] }>(await manage(`GET ${application}/agreements`))
    assert.deepEqual(
      list.map(({ id }) => id),
      [two, one],
    )
    const { id } = await registerPerson(world)
    accepted(await manage('POST /api/v2/resources', { code: 'go', type: 'DATA', actions: [] }))
    accepted(
      await manage('POST /api/v2/acl/revoke-resource', {
        namespace: 'default',
        resource: 'go',
        resourceType: 'DATA',
        opts: [{ targetType: 'USER', targetIdentifier: id, actions: ['go:read'] }],
      }),
    )
  })
})
