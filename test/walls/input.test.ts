import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { managementToken } from '../kit/people.ts'
import { newWorld, type World } from '../kit/world.ts'
import { type Furnished, furnish } from './furnish.ts'
import { compose, type Field, nameOf, type Operation, type Request } from './operation.ts'
import { allOperations } from './operations.ts'
import { plainValue } from './plain-values.ts'
import { rowsOf, tablesOfPools } from './pool-rows.ts'
import { type Answer, speak } from './speak.ts'
import { fillingOf, kindOf, type Things, thingsIn } from './values.ts'

const operations = await allOperations(plainValue)

let world: World
let own: Furnished
let things: Things
let manager: string
/** What the server has written down as a failure of its own. */
let failures: string[] = []

before(async () => {
  world = await newWorld({ onLog: (line) => /"level":(50|60)/.test(line) && failures.push(line) })
  own = await furnish(world, 'alfa')
  things = thingsIn(await rowsOf(world, await tablesOfPools(world), own.tenant.pool.id), own.tenant.pool.id, own.more)
})

/** Nobody's clients send these. Each is one value of the kind; a list of them where the argument is a list. */
const nested = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)
const texts: readonly unknown[] = ['a\0b', 'a\ud800b', 'x'.repeat(10_000), 'constructor', '__proto__']
const numbers: readonly unknown[] = [-1, 0, 2 ** 31 - 1]
const many = Array.from({ length: 10_000 }, (_, i) => `n${i}`)
const shapes: readonly unknown[] = [
  7,
  -1.5,
  true,
  null,
  { a: 1 },
  { toString: 1, length: -1 },
  many,
  [[], null, 7],
  nested(1_000),
]

function nasties({ part, kind, trail }: Field): readonly unknown[] {
  const isList = trail.at(-1) === '[]'
  // As an address says them.
  if (part === 'path') return ['a\0b', 'x'.repeat(1_000), 'x'.repeat(90), 'constructor', '__proto__', '%', '\\', '..']
  if (part === 'query') return kind === 'number' ? [...texts, '-1', '999999999999999999999', '1e3', 'NaN'] : texts
  if (part === 'body') return [...texts, ...shapes]
  if (kind === 'text') return isList ? [...texts, many] : texts
  if (kind === 'number') return numbers
  return kind === 'any' ? [...texts, ...shapes] : []
}

/** Arguments that are spoilt together: those that name or choose something, one by one; the rest by the handful. */
function handfuls(fields: readonly Field[]): Field[][] {
  const single = fields.filter((field) => field.required || kindOf(field) || /type$/i.test(nameOf(field)))
  const others = fields.filter((field) => !single.includes(field))
  const groups = Array.from({ length: Math.ceil(others.length / 8) }, (_, i) => others.slice(i * 8, i * 8 + 8))
  return [...single.map((field) => [field]), ...groups]
}

function* spoilt({ fields }: Operation): Generator<Request> {
  const short = fields.filter((field) => field.required || kindOf(field))
  for (const group of handfuls(fields)) {
    const all = [...short, ...group.filter((field) => !short.includes(field))]
    const rounds = Math.max(...group.map((field) => nasties(field).length))
    for (let round = 0; round < rounds; round++)
      yield compose(all, (field) => {
        const values = nasties(field)
        return group.includes(field) && values.length > 0
          ? values[round % values.length]
          : fillingOf(field, things, 0, fields)
      })
  }
}

type Language = 'en-US' | 'zh-CN'

async function send(operation: Operation, request: Request, language: Language): Promise<Answer> {
  const { application } = own.tenant
  const token = [...operation.admits].some((admission) => /manager/.test(admission)) ? manager : own.person.token
  return speak(world.origin, operation, request, {
    'x-authing-app-id': application.id,
    authorization: `Bearer ${token}`,
    'x-authing-lang': language,
  })
}

/** Names, codes and examples are the same in both languages; a sentence is of one. */
const english = /\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b/
const chinese = /[\u4e00-\u9fff]/

/** What is wrong with an answer, whatever was asked. */
function faults(answer: Answer, language: Language): string[] {
  const found = []
  if (answer.refusal && (language === 'zh-CN' ? english : chinese).test(answer.refusal)) found.push(answer.refusal)
  if (answer.refusal && language === 'zh-CN' && !chinese.test(answer.refusal)) found.push(answer.refusal)
  if (answer.status >= 500) found.push(`HTTP ${answer.status}`)
  if (answer.code === 1000 && !/not built|尚未实现/.test(answer.text)) found.push('1000')
  if (/node_modules|\.ts:\d|\bat \w+ \(|SELECT |relation "/.test(answer.text)) found.push('tells how it is made')
  if (answer.text.length > 200_000) found.push(`${answer.text.length} characters`)
  return found
}

const show = (request: Request) => JSON.stringify(request).slice(0, 300)

describe('whatever is sent is answered, and nothing breaks', () => {
  for (const operation of operations.filter(({ fields }) => fields.length > 0))
    test(operation.name, async () => {
      // Limits by address would answer for the operation.
      world.passSeconds(120)
      // One of the operations gives the pool another secret.
      const pool = await world.app.domain.ports.cached.pool(own.tenant.pool.id)
      assert.ok(pool)
      manager = await managementToken(world, { ...own.tenant, pool })
      const wrong = []
      for (const [round, request] of [...spoilt(operation)].entries()) {
        failures = []
        const language = round % 2 === 0 ? 'zh-CN' : 'en-US'
        const found = faults(await send(operation, request, language), language)
        if (failures.length > 0) found.push(...failures.map((line) => line.slice(0, 600)))
        if (found.length > 0) wrong.push(`${show(request)}: ${found.join('; ')}`)
      }
      assert.deepEqual(wrong.slice(0, 5), [])
    })
})
