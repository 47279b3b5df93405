import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { addPerson, doors, inBothLanguages, registering, setPool } from '../../kit/entry.ts'
import { managementToken, sealed, send } from '../../kit/people.ts'
import { codeIn, openPost } from '../../kit/post.ts'
import { accepted, graphql, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

const password = 'correct horse'
let world: World
let post: Awaited<ReturnType<typeof openPost>>
let token: string
let counter = 0

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  token = await managementToken(world)
  await change('createGroup(code: "members", name: "Members")')
  await setPool(world, { defaultGroup: 'members' })
})

const newName = () => `member ${++counter}`
const speak = (text: string, variables: object = {}) =>
  graphql(world.origin, text, variables, { tenant: world.tenant, token })

async function change(mutation: string): Promise<void> {
  accepted(await speak(`mutation { ${mutation} { __typename } }`))
}

async function groupsOf(id: string): Promise<string[]> {
  const user = accepted<{ groups: { list: { code: string }[] } }>(
    await speak('query ($id: String) { user(id: $id) { groups { list { code } } } }', { id }),
  )
  return user.groups.list.map(({ code }) => code)
}

const idOf = async (username: string) =>
  (await world.database.pool.query('SELECT id FROM user_account WHERE username = $1', [username])).rows[0].id as string

async function registerByCode(speaking: Speaking = {}) {
  const phone = `136${10_000_000 + ++counter}`
  accepted(await rest(world.origin, 'POST', '/api/v2/sms/send', { phone }, { tenant: world.tenant }))
  const body = { phone, code: codeIn(post.phones.last(`+86${phone}`)) }
  const asked = () =>
    rest(world.origin, 'POST', '/api/v2/register/phone-code', body, { tenant: world.tenant, ...speaking })
  return { asked, outcome: await asked() }
}

describe('the default group of a pool', () => {
  for (const door of doors)
    test(`takes in whoever registers: ${door}`, async () => {
      const account = newName()
      accepted(await registering[door](world, { account, password }))
      assert.deepEqual(await groupsOf(await idOf(account)), ['members'])
    })

  test('takes in who registers by code or while signing in, and nobody whom an administrator creates', async () => {
    const { outcome } = await registerByCode()
    assert.deepEqual(await groupsOf(accepted<{ id: string }>(outcome).id), ['members'])
    const username = newName()
    const input = { username, password: sealed(world, password), autoRegister: true }
    const { id } = accepted<{ id: string }>(await send(world, 'loginByUsername', { input }))
    assert.deepEqual(await groupsOf(id), ['members'])
    assert.deepEqual(await groupsOf(await addPerson(world, newName())), [])
  })

  test('is one that there is (404), is read back, and an empty text takes it away', async () => {
    const update =
      'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { defaultGroup registerDisabled } }'
    refused(await speak(update, { input: { defaultGroup: 'nobody' } }), 404)
    const shown = (input: object) =>
      speak(update, { input }).then((outcome) => accepted<{ defaultGroup: string }>(outcome))
    assert.equal((await shown({ defaultGroup: '' })).defaultGroup, null)
    const account = newName()
    accepted(await registering['REST V2'](world, { account, password }))
    assert.deepEqual(await groupsOf(await idOf(account)), [])
    assert.equal((await shown({ defaultGroup: 'members' })).defaultGroup, 'members')
    assert.equal((await shown({ registerDisabled: false })).defaultGroup, 'members')
  })
})

describe('2012 when the default group has gone', () => {
  before(() => change('updateGroup(code: "members", newCode: "others")'))

  for (const door of doors)
    test(`nobody registers, in both languages, and nothing is left of the try: ${door}`, async () => {
      const provoke = (speaking: Speaking) => registering[door](world, { account: newName(), password }, speaking)
      for (const outcome of await inBothLanguages(world, provoke)) refused(outcome, 2012)
    })

  test('after what else is wrong, and a code stays good for when the group is back', async () => {
    const account = newName()
    await addPerson(world, account)
    refused(await registering['REST V2'](world, { account, password }), 2026)
    const { asked, outcome } = await registerByCode()
    refused(outcome, 2012)
    await change('updateGroup(code: "others", newCode: "members")')
    assert.deepEqual(await groupsOf(accepted<{ id: string }>(await asked()).id), ['members'])
    await change('deleteGroups(codeList: ["members"])')
    refused(await registering['GraphQL V2'](world, { account: newName(), password }), 2012)
  })
})
