// Stands in for ava 2, which the specifications were written for, on the runner of Node. One test after the other: they
// share clients, and so tokens.
import * as runner from 'node:test'
import { assertionsOf, Tally } from './assertions.ts'

type Body = (t: object) => unknown

/** The specification being loaded, and the reasons of its tests that cannot be run here. */
interface Loading {
  notRun: Readonly<Record<string, string>>
  titles: Set<string>
}

let loading: Loading = { notRun: {}, titles: new Set() }
let shared: Record<string, unknown> = {}

/** Runs `load`, which declares tests. Answers the titles. */
export function declaring(notRun: Loading['notRun'], load: () => void): Set<string> {
  loading = { notRun, titles: new Set() }
  shared = {}
  load()
  return loading.titles
}

/** What the assertions found wrong; null when all is well. */
async function failureOf(body: Body, title: string, log: (...said: unknown[]) => void): Promise<unknown> {
  const tally = new Tally()
  const own = { title, log, context: shared }
  try {
    await body(Object.assign(own, assertionsOf(tally)))
  } catch (error) {
    tally.fail(error)
  }
  return tally.failure
}

/** A test that is listed as impossible must go on failing: one that passes has no business on the list. */
function declare(title: string, body: Body): void {
  const reason = loading.notRun[title]
  loading.titles.add(title)
  runner.test(title, { timeout: 60_000 }, async (context) => {
    const failure = await failureOf(body, title, (...said) => context.diagnostic(said.join(' ')))
    if (reason === undefined) {
      if (failure) throw failure
      return
    }
    if (!failure) throw new Error(`it passes, but is listed as not run: ${reason}`)
    context.skip(reason)
  })
}

function declareSkipped(title: string): void {
  loading.titles.add(title)
  runner.test(title, { skip: 'skipped by its authors' })
}

type Hook = typeof runner.before

function declaringHook(declareHook: Hook) {
  const hook = (first: string | Body, second?: Body) => {
    const body = (second ?? first) as Body
    declareHook(async () => {
      const tally = new Tally()
      await body({ context: shared, log: () => {}, ...assertionsOf(tally) })
    })
  }
  return Object.assign(hook, { always: hook })
}

/** The default export of ava. `only` declares a test like any other: no test is left out for another's sake. */
const test = Object.assign(declare, {
  skip: declareSkipped,
  only: declare,
  serial: Object.assign(declare, { skip: declareSkipped, only: declare }),
  todo: declareSkipped,
  before: declaringHook(runner.before),
  after: declaringHook(runner.after),
  beforeEach: declaringHook(runner.beforeEach),
  afterEach: declaringHook(runner.afterEach),
})

export { test as default }
