import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson } from '../../kit/people.ts'
import { speakerIn } from '../../kit/speaker.ts'
import { accepted, refused } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let token: string
let path: string
before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  path = `/api/v2/applications/${world.tenant.application.id}/agreements`
})

const { request: call } = speakerIn(
  () => world,
  () => ({ token }),
)

interface Agreement {
  id: number
  title: string
  lang: string
  required: boolean
}

interface Config {
  agreementEnabled: boolean
  agreements: Agreement[]
  cdnBase: string
  logo: string
  tabMethodsFields: { key: string; i18n: Record<string, string> }[]
}

const config = async () =>
  accepted<Config>(await call(`GET /api/v2/applications/${world.tenant.application.id}/public-config`))

test('agreements keep the order in which they were made until they are sorted, and the sign-in form is told', async () => {
  assert.deepEqual([(await config()).agreementEnabled, (await config()).agreements], [false, []])
  const made: Agreement[] = []
  for (const title of ['one', 'two', 'three'])
    made.push(accepted<Agreement>(await call(`POST ${path}`, { title, required: true, lang: 'en-US' })))
  const [one, two, three] = made.map(({ id }) => id) as [number, number, number]
  const order = async () =>
    accepted<{ list: Agreement[] }>(await call(`GET ${path}`))
      .list.map(({ title }) => title)
      .join(' ')
  assert.equal(await order(), 'one two three')
  accepted(await call(`POST ${path}/sort`, { ids: [three, one] }))
  assert.equal(await order(), 'three one two')
  const changed = accepted<Agreement>(await call(`PUT ${path}/${one}`, { title: 'eins', required: false }))
  assert.deepEqual([changed.title, changed.required, changed.lang], ['eins', false, 'en-US'])
  accepted(await call(`DELETE ${path}/${two}`))
  const { agreementEnabled, agreements } = await config()
  assert.equal(agreementEnabled, true)
  assert.deepEqual(
    agreements.map(({ id, title }) => [id, title]),
    [
      [three, 'three'],
      [one, 'eins'],
    ],
  )
})

test('what cannot be an agreement, and whose it is not, is refused', async () => {
  const elsewhere = await world.addTenant('agreeing')
  const person = await registerPerson(world)
  const theirs = { tenant: elsewhere, token: await managementToken(world, elsewhere) }
  const { id } = accepted<Agreement>(await call(`POST ${path}`, { title: 'mine' }))
  refused(await call(`POST ${path}`, {}), 2231)
  for (const wrong of [
    { title: ' ' },
    { title: 7 },
    { title: 'x'.repeat(5001) },
    { lang: 'xx' },
    { required: 1 },
    { availableAt: 3 },
  ])
    refused(await call(`POST ${path}`, { title: 'a', ...wrong }), 400)
  refused(await call(`POST ${path}/sort`, { ids: [id, 1] }), 404)
  refused(await call(`POST ${path}/sort`, { ids: 'all' }), 400)
  refused(await call(`PUT ${path}/abc`, { title: 'a' }), 404)
  for (const [line, body, code] of [
    [`GET ${path}`, undefined, 2011],
    [`POST ${path}`, { title: 'a' }, 2011],
    [`POST ${path}/sort`, { ids: [id] }, 2011],
    [`PUT ${path}/${id}`, { title: 'a' }, 404],
    [`DELETE ${path}/${id}`, undefined, 404],
  ] as const) {
    refused(await call(line, body, theirs), code)
    refused(await call(line, body, { token: person.token }), 1001)
  }
  assert.ok((await config()).agreements.some((agreement) => agreement.title === 'mine'))
})

test('the login component finds its pictures here, from pages of every origin', async () => {
  const { cdnBase } = await config()
  assert.ok(cdnBase.startsWith(world.origin))
  const answer = await fetch(`${cdnBase}/svg-string/guard?v=1`, { headers: { origin: 'https://shop.example' } })
  assert.equal(answer.headers.get('access-control-allow-origin'), 'https://shop.example')
  assert.match(await answer.text(), /^<svg .*<symbol id="authing-a-lock-line1" /)
  const picture = await fetch((await config()).logo)
  assert.equal(picture.headers.get('content-type'), 'image/svg+xml')
  assert.match(await picture.text(), /^<svg xmlns/)
})

test('the login component names what people may sign in with', async () => {
  const { tabMethodsFields: fields } = await config()
  // It looks up `phone-code` as `phone`.
  assert.deepEqual(
    fields.map(({ key, i18n }) => [key, i18n['en-US']]),
    [
      ['username', 'Username'],
      ['email', 'Email'],
      ['phone', 'Phone'],
    ],
  )
})
