import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sm2 } from 'sm-crypto-v2'
import { doors, registering, setPool, signingIn } from '../../kit/entry.ts'
import { countHashing } from '../../kit/hashing.ts'
import { managementToken, registerPerson, sealed, send } from '../../kit/people.ts'
import { until } from '../../kit/until.ts'
import { accepted, graphql, postGraphql, refused } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let counter = 0
before(async () => {
  world = await newWorld({ realHashing: true })
  await setPool(world, { loginFailCheck: { limit: 1_000 } })
})

/** Counts what is decrypted from now on. */
function countOpening() {
  const { opener } = world.app.domain.ports
  const { open } = opener
  const count = { opened: 0, undo: () => Object.assign(opener, { open }) }
  opener.open = (...given) => {
    count.opened++
    return open(...given)
  }
  return count
}

const bySm2 = (password: string) =>
  `sm2:${sm2.doEncrypt(password, world.app.domain.ports.keys.transport.sm2.publicHex, 1)}`

const aliases = (field: string) => Array.from({ length: 30 }, (_, n) => `a${n}: ${field}`).join(' ')

/** Thirty of each in one request, written out, with variables, and in fragments. */
const crowded: Record<string, () => { query: string; variables?: object }> = {
  'strengths written out': () => ({
    query: `{ ${aliases(`checkPasswordStrength(password: "${bySm2('a password')}") { valid }`)} }`,
  }),
  'strengths with a variable': () => ({
    query: `query ($p: String!) { ${aliases('checkPasswordStrength(password: $p) { valid }')} }`,
    variables: { p: bySm2('a password') },
  }),
  'sign-ins in a fragment': () => ({
    query: `mutation ($input: LoginByUsernameInput!) { ...all } fragment all on Mutation { ${aliases('loginByUsername(input: $input) { id }')} }`,
    variables: { input: { username: 'nobody', password: bySm2('a password') } },
  }),
  registrations: () => ({
    query: `mutation { ${aliases(`registerByUsername(input: { username: "crowd${++counter}", password: "${sealed(world, 'a password of many')}" }) { id }`)} }`,
  }),
}

for (const [name, request] of Object.entries(crowded))
  test(`one operation with a password in a request: ${name}`, async () => {
    const [opening, hashing] = [countOpening(), countHashing(world)]
    const { body } = await postGraphql(world.origin, request(), { tenant: world.tenant })
    // The refusals of the others may be told before the one is through.
    await until(() => opening.opened > 0)
    opening.undo()
    const refusals = body.errors?.filter(({ message }) => message.code === 400) ?? []
    // An answer that may not be null takes the whole with it, and one fault is told.
    assert.ok(refusals.length === 29 || (refusals.length === 1 && body.data === null), `${refusals.length} refused`)
    assert.equal(opening.opened, 1)
    const { hashed, compared } = hashing.since()
    assert.ok(hashed + compared <= 1, `${hashed} hashed, ${compared} compared`)
  })

test('operations without a password stand beside one with', async () => {
  const query =
    'query ($p: String!) { checkPasswordStrength(password: $p) { valid } a: isUserExists(username: "a") b: isUserExists(username: "b") }'
  const variables = { p: sealed(world, 'a fine password') }
  const { body } = await postGraphql(world.origin, { query, variables }, { tenant: world.tenant })
  assert.equal(body.errors, undefined)
})

test('of one network no more SM2 passwords wait than leave room for others; the rest may come back', async () => {
  const query = 'query ($p: String!) { checkPasswordStrength(password: $p) { valid } }'
  const variables = { p: bySm2('a fine password') }
  const ask = () => graphql(world.origin, query, variables, { tenant: world.tenant })
  const codes = (await Promise.all(Array.from({ length: 40 }, ask))).map(({ code }) => code)
  assert.deepEqual(
    [...new Set(codes)].sort((a, b) => a - b),
    [200, 1000],
  )
  accepted(await ask())
})

const composed = 'Pässwörd-é-9 horse'
const forms = {
  composed: composed.normalize('NFC'),
  decomposed: composed.normalize('NFD'),
  'with a wide space': composed.replace(' ', '　'),
}

for (const door of doors)
  test(`a password is the same however its letters are composed, at the door ${door}`, async () => {
    for (const [first, password] of Object.entries(forms)) {
      const account = `composer${++counter}`
      accepted(await registering[door](world, { account, password }))
      for (const other of doors)
        for (const [second, typed] of Object.entries(forms))
          assert.equal(
            (await signingIn[other](world, { account, password: typed })).code,
            200,
            `set ${first}, typed ${second}`,
          )
    }
  })

test('also where an administrator sets it, where it is changed, and where it is checked', async () => {
  const username = `composer${++counter}`
  const token = await managementToken(world)
  const userInfo = { username, password: sealed(world, forms.decomposed) }
  accepted(await send(world, 'createUser', { userInfo }, { token }))
  accepted(await signingIn['REST V2'](world, { account: username, password: forms.composed }))
  const person = await registerPerson(world)
  const update =
    'mutation ($new: String!, $old: String) { updatePassword(newPassword: $new, oldPassword: $old) { id } }'
  const change = (to: string, from: string) =>
    graphql(
      world.origin,
      update,
      { new: sealed(world, to), old: sealed(world, from) },
      { tenant: world.tenant, token: person.token },
    )
  accepted(await change(forms.decomposed, person.password))
  refused(await change('another good one', 'not the old one'), 2203)
  accepted(await change('another good one', forms.composed))
})

test('who signs in on a device of theirs waits in a line that no stranger can join', async () => {
  const person = await registerPerson(world)
  const request = (device?: string) =>
    postGraphql(
      world.origin,
      {
        query: 'mutation ($input: LoginByUsernameInput!) { loginByUsername(input: $input) { id } }',
        variables: { input: { username: person.username, password: sealed(world, person.password) } },
      },
      { tenant: world.tenant, ...(device && { headers: { 'x-menshen-device': device } }) },
    )
  const device = (await request()).headers.get('x-menshen-device') ?? assert.fail('no device was offered')
  const { ports } = world.app.domain
  const { hasher, opener } = ports
  const lines: unknown[] = []
  const noted = <Line>(line: Line) => {
    lines.push(line)
    return line
  }
  ports.opener = { ...opener, open: (text, from) => opener.open(text, noted(from)) }
  ports.hasher = { ...hasher, matches: (text, stored, from) => hasher.matches(text, stored, noted(from)) }
  const somebodys = `${device.slice(0, -4)}AAAA`
  for (const shown of [device, somebodys, undefined]) assert.equal((await request(shown)).body.errors, undefined)
  Object.assign(ports, { hasher, opener })
  const known = { known: person.id }
  assert.deepEqual(lines, [known, known, ...Array(4).fill('127.0.0.1')])
})
