import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Refusal } from '@menshen/contract/errors'
import { type Kysely, sql } from 'kysely'
import type { RequestContext } from '#domain/shape/request-context.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { newWorld, type World } from '../../../../test/kit/world.ts'
import { configureTemplate, type TemplateInput } from './configure.ts'
import { requireTemplate } from './in-force.ts'
import { listTemplates } from './list.ts'
import { templateTypes } from './mail-template.ts'
import { previewTemplate, type TemplatePreview } from './preview.ts'
import { disableTemplate, enableTemplate } from './switch.ts'

let world: World

before(async () => {
  world = await newWorld()
})

const custom: TemplateInput = {
  type: 'RESET_PASSWORD',
  name: '我们的',
  subject: '{{client_name}} {{verify_code}}',
  sender: '客服',
  content: '<p>{{verify_code}}</p>',
}

/** A pool of the test's own, and the verbs called by its owner. */
async function owner(name: string) {
  const { pool, application } = await world.addTenant(name)
  const { domain } = world.app
  const client = { ip: '127.0.0.1', userAgent: null }
  const caller = { kind: 'manager', userPoolId: pool.id } as const
  const requestContext: RequestContext = { pool, application, caller, client, origin: world.origin }
  const before = { ...requestContext, reader: domain.unit.reader, now: new Date(), ports: domain.ports }
  const choice = (type: string) => ({ type, shownIn: 'zh-CN' as const })
  return {
    pool,
    configure: (input: Partial<TemplateInput> = {}) =>
      domain.callAt(configureTemplate, requestContext, { ...custom, ...input }),
    enable: (type: string) => domain.callAt(enableTemplate, requestContext, choice(type)),
    disable: (type: string) => domain.callAt(disableTemplate, requestContext, choice(type)),
    list: () => Promise.resolve(listTemplates.answer(before, { language: 'zh-CN' })),
    preview: (input: Partial<TemplatePreview> = {}) =>
      Promise.resolve(previewTemplate.answer(before, { type: 'RESET_PASSWORD', language: 'zh-CN', ...input })),
  }
}

const inForce = (pool: UserPool, type: (typeof templateTypes)[number], language: 'zh-CN' | 'en-US' = 'zh-CN') =>
  requireTemplate(world.app.domain.unit.reader, pool.id, type, language)

const refused = (code: number, work: Promise<unknown>) =>
  assert.rejects(work, (error) => error instanceof Refusal && error.code === code)

test('a pool that has written nothing sees and sends the platform mails', async () => {
  const { pool, list } = await owner('nothing')
  const templates = await list()
  assert.deepEqual(
    templates.map(({ type }) => type),
    [...templateTypes],
  )
  assert.ok(templates.every(({ isSystem, enabled }) => isSystem && enabled))
  assert.equal((await inForce(pool, 'WELCOME', 'en-US')).name, 'Welcome')
})

test('what a pool writes takes the place of the platform mail, in that pool only', async () => {
  const { pool, configure, list } = await owner('writer')
  const { pool: other } = await owner('other')
  const made = await configure({ redirectTo: 'https://shop.example.com/', hasUrl: true, expiresIn: 1 })
  assert.deepEqual(made, {
    type: 'RESET_PASSWORD',
    language: null,
    name: '我们的',
    subject: custom.subject,
    sender: '客服',
    html: custom.content,
    text: null,
    redirectTo: 'https://shop.example.com/',
    hasUrl: true,
    expiresIn: 1,
    enabled: true,
    isSystem: false,
  })
  assert.deepEqual(await inForce(pool, 'RESET_PASSWORD', 'en-US'), made)
  assert.deepEqual(
    (await list()).find(({ type }) => type === 'RESET_PASSWORD'),
    made,
  )
  assert.equal((await inForce(other, 'RESET_PASSWORD')).isSystem, true)
  assert.equal((await configure({ name: 'again' })).redirectTo, null)
  assert.equal((await inForce(pool, 'RESET_PASSWORD')).name, 'again')
})

test('a template of one language goes before that of all languages', async () => {
  const { pool, configure } = await owner('linguist')
  await configure({ language: 'en-US', name: 'english' })
  assert.equal((await inForce(pool, 'RESET_PASSWORD', 'en-US')).name, 'english')
  assert.equal((await inForce(pool, 'RESET_PASSWORD', 'zh-CN')).isSystem, true)
  await configure({ name: 'all' })
  assert.equal((await inForce(pool, 'RESET_PASSWORD', 'en-US')).name, 'english')
  assert.equal((await inForce(pool, 'RESET_PASSWORD', 'zh-CN')).name, 'all')
})

test('a disabled template gives way to the platform mail, and comes back', async () => {
  const { pool, configure, disable, enable } = await owner('switcher')
  await configure()
  for (let time = 1; time <= 2; time++) {
    const { enabled, isSystem, name } = await disable('RESET_PASSWORD')
    assert.deepEqual([enabled, isSystem, name], [false, false, '我们的'])
    assert.equal((await inForce(pool, 'RESET_PASSWORD')).isSystem, true)
  }
  assert.equal((await configure({ name: 'edited' })).enabled, false)
  assert.equal((await inForce(pool, 'RESET_PASSWORD')).isSystem, true)
  assert.equal((await enable('RESET_PASSWORD')).enabled, true)
  assert.equal((await inForce(pool, 'RESET_PASSWORD')).name, 'edited')
})

test('the platform mail switched off leaves nothing: 2022 to verify an address, 2021 otherwise', async () => {
  const { pool, configure, disable, enable, list } = await owner('refuser')
  for (const [type, code] of [
    ['RESET_PASSWORD', 2021],
    ['VERIFY_EMAIL', 2022],
  ] as const) {
    for (let time = 1; time <= 2; time++) {
      const { enabled, isSystem } = await disable(type)
      assert.deepEqual([enabled, isSystem], [false, true])
      await refused(code, inForce(pool, type))
      await refused(code, inForce(pool, type, 'en-US'))
    }
    assert.equal((await list()).find((template) => template.type === type)?.enabled, false)
    assert.equal((await enable(type)).enabled, true)
    assert.equal((await inForce(pool, type)).isSystem, true)
  }
  await disable('RESET_PASSWORD')
  assert.equal((await configure()).enabled, true)
  assert.equal((await inForce(pool, 'RESET_PASSWORD')).isSystem, false)
})

test('a type that nobody knows is 2021, whatever is asked of it', async () => {
  const { configure, enable, disable, preview } = await owner('guesser')
  for (const work of [
    () => configure({ type: 'NOPE' }),
    () => enable('NOPE'),
    () => disable('NOPE'),
    () => preview({ type: 'NOPE' }),
  ])
    await refused(2021, work())
})

test('what cannot be stored or followed is 400', async () => {
  const { configure } = await owner('clumsy')
  const inputs: Partial<TemplateInput>[] = [
    { content: 'x'.repeat(65_537) },
    { content: '\0' },
    { text: 'x'.repeat(65_537) },
    { subject: 'x'.repeat(1_001) },
    { redirectTo: 'javascript:alert(1)' },
    { redirectTo: '/relative' },
    { expiresIn: 0 },
    { expiresIn: 1.5 },
    { expiresIn: 2_678_401 },
  ]
  for (const input of inputs) await refused(400, configure(input))
})

test('a preview shows samples, what is given, and a draft; 2017 before 2021 before 3012', async () => {
  const { configure, disable, preview } = await owner('viewer')
  assert.match((await preview()).html, /481516/)
  assert.equal((await preview()).sender, 'viewer-app')
  await configure()
  await disable('RESET_PASSWORD')
  assert.deepEqual(await preview({ metaData: '{"AUTHING_VERIFY_CODE":"<1>"}' }), {
    subject: 'viewer-app <1>',
    sender: '客服',
    html: '<p>&lt;1&gt;</p>',
    text: '<1>',
  })
  assert.equal((await preview({ draft: { html: '<b>{{time}}</b>' } })).text, '2026-01-31 08:30 UTC')
  await refused(2017, preview({ metaData: '{not json', type: 'NOPE' }))
  await refused(3012, preview({ draft: { html: '{{#if}}' } }))
  await refused(2021, preview({ type: 'NOPE', draft: { html: '{{#if}}' } }))
})

test('two who write the same template at once both succeed', async () => {
  const { pool, configure } = await owner('crowd')
  await Promise.all(Array.from({ length: 8 }, (_, index) => configure({ name: `n${index}` })))
  assert.match((await inForce(pool, 'RESET_PASSWORD')).name, /^n\d$/)
  const reader = world.app.domain.unit.reader as unknown as Kysely<unknown>
  const { rows } = await sql`select 1 from message_template where user_pool_id = ${pool.id}`.execute(reader)
  assert.equal(rows.length, 1)
})
