import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { newWorld, type World } from '../kit/world.ts'
import { type Furnished, furnish } from './furnish.ts'
import { emptyTables, foreignNames, logs, openTables, ownChecks, publicOperations } from './known.ts'
import { compose, type Field, type Operation, type Request } from './operation.ts'
import { allOperations } from './operations.ts'
import { plainValue } from './plain-values.ts'
import { gained, lost, type Rows, rowsOf, tablesOfPools, textsIn } from './pool-rows.ts'
import { type Answer, speak } from './speak.ts'
import { fillingOf, fillings, hasRule, kindOf, type Things, thingsIn } from './values.ts'

const operations = await allOperations(plainValue)

let world: World
let tables: string[]
/** Without the logs, which grow with every request. */
let kept: string[]
/** Whose things are asked for. */
let mine: Furnished
let things: Things
let rows: Rows
/** Texts that nobody of another pool may be shown. */
let canaries: string[]
/** Who asks. */
let stranger: Furnished
let own: Things
let ownSize: Map<string, number>
let strangers = 0

before(async () => {
  world = await newWorld()
  tables = await tablesOfPools(world)
  kept = tables.filter((table) => !logs.has(table))
  mine = await furnish(world, 'alfa')
  await welcomeStranger()
  rows = await rowsOf(world, tables, mine.tenant.pool.id)
  things = thingsIn(rows, mine.tenant.pool.id, mine.more)
  const strange = textsIn(await rowsOf(world, tables, stranger.tenant.pool.id))
  const { pool, application } = mine.tenant
  const secrets = [pool.secret, pool.jwtSecret, application.secret, mine.manager, mine.person.token]
  const texts = [...textsIn(rows)].filter((text) => !strange.has(text) && isTelling(text))
  canaries = [...texts, ...secrets]
})

/** Neither a time nor bytes nor a word. */
const isTelling = (text: string) => text.length >= 8 && !/^\d{4}-\d\d-\d\d|^\\x/.test(text)

async function welcomeStranger(): Promise<void> {
  stranger = await furnish(world, `bravo${++strangers}`)
  const all = await rowsOf(world, kept, stranger.tenant.pool.id)
  own = thingsIn(all, stranger.tenant.pool.id, stranger.more)
  ownSize = new Map([...all].map(([table, list]) => [table, list.length]))
}

/** Operations use up the things of their caller: the next one finds everything again. */
async function keepStranger(all: Rows): Promise<void> {
  const alive = async (name: string, token: string) => {
    const operation = operations.find((one) => one.name === name) as Operation
    return (
      (
        await send(
          operation,
          compose([], () => {}),
          { token, at: stranger },
        )
      ).code === 200
    )
  }
  const whole = [...ownSize].every(([table, size]) => table in openTables || (all.get(table)?.length ?? 0) >= size)
  if (whole && (await alive('Query.userpool', stranger.manager)) && (await alive('Query.user', stranger.person.token)))
    return
  await welcomeStranger()
}

interface As {
  token: string
  at: Furnished
  by?: 'application' | 'pool'
}

function send(operation: Operation, request: Request, { token, at, by = 'application' }: As): Promise<Answer> {
  const { pool, application } = at.tenant
  const place: Record<string, string> =
    by === 'pool' ? { 'x-authing-userpool-id': pool.id } : { 'x-authing-app-id': application.id }
  return speak(world.origin, operation, request, { ...place, authorization: `Bearer ${token}` })
}

test('every argument has a rule by which it is filled', () => {
  const without = operations.flatMap(({ name, fields }) =>
    fields.filter((field) => !hasRule(field)).map(({ part, trail }) => `${name}: ${part} ${trail.join('.')}`),
  )
  assert.deepEqual(without, [])
})

test('every operation says whom it admits', () => {
  const silent = operations.filter(({ name, admits }) => admits.size === 0 && !(name in ownChecks))
  assert.deepEqual(
    silent.map(({ name, stuck }) => `${name} ${stuck ?? ''}`),
    [],
  )
})

test('the pool that is asked for has one of everything', () => {
  const empty = [...rows].filter(([table, list]) => list.length === 0 && !emptyTables.has(table))
  assert.deepEqual(
    empty.map(([table]) => table),
    [],
  )
})

/** Everything of the one pool; then each thing of that pool among things of the other. */
function* requestsTo({ fields }: Operation): Generator<Request> {
  const naming = fields.filter((field) => kindOf(field))
  const short = fields.filter((field) => field.required || kindOf(field) || isChoice(field))
  const turns = Math.max(1, ...naming.map((field) => fillings(field, things)))
  yield compose(fields, (field) => fillingOf(field, things, 0, fields))
  for (let turn = 0; turn < turns; turn++) yield compose(short, (field) => fillingOf(field, things, turn, fields))
  if (naming.length < 2) return
  for (const foreign of naming)
    for (let turn = 0; turn < fillings(foreign, things); turn++)
      yield compose(short, (field) => fillingOf(field, field === foreign ? things : own, turn, fields))
}

const isChoice = ({ trail }: Field) => /^target_?type$/i.test(trail.at(-1) ?? '')

/** The texts of the other pool in an answer that were not in the request, nor in what the stranger wrote at home before. */
async function told(answer: Answer, operation: Operation, request: Request): Promise<string[]> {
  const { path, body } = operation.encode(request)
  const asked = `${decodeURIComponent(path.replaceAll('+', ' '))} ${JSON.stringify(body)}`
  const texts = canaries.filter((text) => says(answer.text, text) && !asked.includes(text))
  if (texts.length === 0 || publicOperations.has(operation.name)) return []
  const written = [...(await rowsOf(world, tables, stranger.tenant.pool.id)).values()].flat().join()
  return texts.filter((text) => !written.includes(text))
}

/** As a word of its own. */
function says(answer: string, text: string): boolean {
  for (let at = answer.indexOf(text); at >= 0; at = answer.indexOf(text, at + 1))
    if (!/\w/.test(answer[at - 1] ?? '') && !/\w/.test(answer[at + text.length] ?? '')) return true
  return false
}

/** Under the stranger's own tenant. */
async function askAtHome(operation: Operation): Promise<string[]> {
  const wrong: string[] = []
  const both = { administrator: stranger.manager, user: stranger.person.token }
  // What is for everybody asks nobody who they are.
  const callers = isForEverybody(operation) ? { user: both.user } : both
  for (const [caller, token] of Object.entries(callers))
    for (const request of requestsTo(operation)) {
      const answer = await send(operation, request, { token, at: stranger })
      const leaks = await told(answer, operation, request)
      if (leaks.length > 0) wrong.push(`${caller} was told ${leaks.join(', ')} for ${show(request)}`)
      if ([1001, 2020].includes(answer.code)) break
    }
  return wrong
}

/** Under the tenant whose things they are. */
async function askAbroad(operation: Operation): Promise<string[]> {
  const wrong: string[] = []
  const isOpen = isForEverybody(operation)
  const [request = compose([], () => {})] = requestsTo(operation)
  for (const token of [stranger.manager, stranger.person.token])
    for (const by of ['application', 'pool'] as const) {
      const answer = await send(operation, request, { token, at: mine, by })
      const leaks = isOpen ? [] : await told(answer, operation, request)
      if (leaks.length > 0) wrong.push(`was told ${leaks.join(', ')} by the tenant’s ${by}`)
      if (!isOpen && answer.code === 200) wrong.push(`was not refused: ${answer.text.slice(0, 200)}`)
    }
  return wrong
}

const show = ({ path, query, body, args }: Request) =>
  JSON.stringify(
    Object.fromEntries(Object.entries({ path, query, body, args }).filter(([, part]) => Object.keys(part).length)),
  )

const isForEverybody = ({ name, admits }: Operation) => name in ownChecks || admits.has('anyone')

/** What has happened to the pool that is asked for. */
async function changes(operation: Operation): Promise<string[]> {
  const before = rows
  rows = await rowsOf(world, tables, mine.tenant.pool.id)
  const open = (row: string) => (isForEverybody(operation) ? openTables[row.split(':')[0] ?? ''] : undefined)
  return [
    ...lost(before, rows).flatMap((row) => (open(row) === 'change' ? [] : `lost or changed ${row}`)),
    ...gained(before, rows).flatMap((row) => (open(row) ? [] : `gained ${row}`)),
  ]
}

/** Ids of the one pool in what the other has. */
function strays(all: Rows): string[] {
  const ids = new Set([...(things.id ?? []), ...(things.user ?? []), mine.tenant.pool.id].filter((id) => id.length > 8))
  const hasForeign = (table: string, row: string) => {
    if (![...ids].some((id) => row.includes(id))) return false
    const own = Object.entries(JSON.parse(row)).filter(([column]) => !foreignNames[table]?.includes(column))
    return [...textsIn(new Map([[table, [JSON.stringify(own)]]]))].some((text) => ids.has(text))
  }
  return [...all].flatMap(([table, list]) =>
    list.filter((row) => hasForeign(table, row)).map((row) => `stray ${table}: ${row.slice(0, 300)}`),
  )
}

test('what the pool’s own administrator is told, or changes, would be noticed', async () => {
  const find = (name: string) => operations.find((operation) => operation.name === name) as Operation
  const at = { token: mine.manager, at: mine }
  const nothing = compose([], () => {})
  assert.ok((await told(await send(find('Query.users'), nothing, at), find('Query.users'), nothing)).length > 5)
  const request = { ...nothing, args: { id: mine.person.id, input: { company: 'another' } } }
  assert.equal((await send(find('Mutation.updateUser'), request, at)).code, 200)
  assert.match((await changes(find('Mutation.updateUser'))).join(), /lost or changed user_account/)
})

describe('nobody of another pool reads or changes anything', () => {
  for (const operation of operations)
    test(operation.name, async () => {
      const wrong = [...(await askAtHome(operation)), ...(await askAbroad(operation)), ...(await changes(operation))]
      const all = await rowsOf(world, kept, stranger.tenant.pool.id)
      wrong.push(...strays(all))
      await keepStranger(all)
      assert.deepEqual([...new Set(wrong)], [])
    })
})
