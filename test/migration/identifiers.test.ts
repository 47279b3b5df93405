import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportCollisions, restatePeople } from '#domain/people/user/restate.ts'
import { createLog } from '#platform/log.ts'
import { managementToken, send } from '../kit/people.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld } from '../kit/world.ts'

test('people of an earlier version are brought into one form, and who collides is reported and not chosen', async () => {
  const lines: string[] = []
  const log = createLog('warn', { write: (line) => void lines.push(line) })
  const world = await newWorld()
  const { database, app, tenant } = world
  const token = await managementToken(world)
  const { unit, clock } = app.domain
  const insert = (id: string, columns: Record<string, string>) =>
    database.pool.query(
      `INSERT INTO user_account (user_pool_id, id, ${Object.keys(columns).join(', ')})
       VALUES ($1, $2, ${Object.keys(columns).map((_, at) => `$${at + 3}`)})`,
      [tenant.pool.id, id, ...Object.values(columns)],
    )
  const idn = 'a@bücher.example'
  await insert('p-idn', { email: idn, email_key: idn })
  await insert('p-first', { email: 'b@xn--bcher-kva.example', email_key: 'b@xn--bcher-kva.example' })
  await insert('p-second', { email: 'b@bücher.example', email_key: 'b@bücher.example' })
  await insert('p-number', { username: '+86 13900000009', username_key: '+86 13900000009' })
  await insert('p-owner', { phone: '13900000009' })
  await insert('p-reads', { username: 'x@moved.example', username_key: 'x@moved.example' })
  const adrift = '1\u05d3\u05d5\u05d3'
  await insert('p-adrift', { username: adrift, username_key: adrift })
  await insert('p-spaces', { username: 'two  spaces', username_key: 'two  spaces' })
  await database.pool.query(
    "INSERT INTO registration_whitelist (user_pool_id, type, value, created_at) VALUES ($1, 'PHONE', '+8613800000001', now())",
    [tenant.pool.id],
  )
  await restatePeople(unit, clock(), () => false)
  assert.equal(await reportCollisions(unit, clock(), log), 3)
  assert.match(lines.join(), /"total":3.*identifier_collision/)
  assert.doesNotMatch(lines.join(), /example/, 'addresses are not for the log')

  const read = async (id: string) =>
    (
      await database.pool.query(
        'SELECT email, email_key, username_key, username_reads FROM user_account WHERE id = $1',
        [id],
      )
    ).rows[0]
  const xn = 'a@xn--bcher-kva.example'
  assert.deepEqual(await read('p-idn'), { email: xn, email_key: xn, username_key: null, username_reads: null })
  assert.equal((await read('p-second')).email, 'b@bücher.example')
  assert.equal((await read('p-number')).username_reads, '13900000009')
  assert.equal((await read('p-reads')).username_reads, 'x@moved.example')
  assert.equal((await read('p-adrift')).username_key, adrift)
  assert.equal((await read('p-spaces')).username_key, 'two spaces')
  const collisions = 'SELECT user_id, kind, form, holder_id FROM identifier_collision ORDER BY user_id'
  assert.deepEqual((await database.pool.query(collisions)).rows, [
    { user_id: 'p-adrift', kind: 'username', form: adrift, holder_id: 'p-adrift' },
    { user_id: 'p-number', kind: 'username', form: '13900000009', holder_id: 'p-owner' },
    { user_id: 'p-second', kind: 'email', form: 'b@xn--bcher-kva.example', holder_id: 'p-first' },
  ])
  const listed = await database.pool.query('SELECT value FROM registration_whitelist')
  assert.deepEqual(listed.rows, [{ value: '13800000001' }])

  const rename = { id: 'p-first', input: { email: 'elsewhere@example.com' } }
  accepted(await send(world, 'updateUser', rename, { token }))
  assert.equal(await reportCollisions(unit, clock(), log), 2)
  // Its owner keeps it through other changes, and is reported until it is another.
  accepted(await send(world, 'updateUser', { id: 'p-adrift', input: { nickname: 'David' } }, { token }))
  assert.equal(await reportCollisions(unit, clock(), log), 2)
  accepted(await send(world, 'updateUser', { id: 'p-adrift', input: { username: adrift.slice(1) } }, { token }))
  assert.equal(await reportCollisions(unit, clock(), log), 1)
  assert.equal((await read('p-second')).email, 'b@xn--bcher-kva.example')
})

test('texts of an earlier version are found by the index in whatever composition and width they are', async () => {
  const world = await newWorld()
  const { database, app, tenant } = world
  const token = await managementToken(world)
  const { unit, clock } = app.domain
  // As an index has them that was made before: of letters as the C locale makes them small.
  const definition = "SELECT pg_get_functiondef('search_grams'::regproc) AS text"
  const today = (await database.pool.query(definition)).rows[0].text as string
  await database.pool.query(
    today.replace(/IF octet_length\(folded\)[\s\S]*?END IF;/, 'folded := lower(folded COLLATE "C");'),
  )
  const names = ['E\u0301ve', 'Straße', 'ﾊﾟﾝﾀﾞ', '（东方）公司', 'ÉLODIE', 'ΑΛΕΞΗΣ']
  for (const [at, name] of names.entries())
    await database.pool.query(
      `INSERT INTO user_account (user_pool_id, id, username, username_key, profile, created_at)
       VALUES ($1, $2, $2, $2, jsonb_build_object('nickname', $3::text), now() - interval '1 year')`,
      [tenant.pool.id, `old-${at}`, name],
    )
  // More than the newest that are looked at one by one.
  await database.pool.query(
    `INSERT INTO user_account (user_pool_id, id, username, username_key)
     SELECT $1, 'many' || n, 'many' || n, 'many' || n FROM generate_series(1, 2100) n`,
    [tenant.pool.id],
  )
  await database.pool.query(today)
  await restatePeople(unit, clock(), () => false)
  const asked = ['éve', 'strasse', 'パンダ', '(东方)公司', 'élodie', 'αλεξης']
  for (const [at, query] of asked.entries()) {
    const { list } = accepted<{ list: { id: string }[] }>(await send(world, 'searchUser', { query }, { token }))
    assert.deepEqual(list, [{ id: `old-${at}` }], query)
  }
})
