import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'

type Check = () => void

/** What a specification asks of whatever is thrown: a class, a part of the message, or both and more. */
export interface Expectation {
  instanceOf?: abstract new (...args: never[]) => unknown
  message?: string | RegExp
  name?: string
  code?: string | number
}

/** How one run of a test went. As with ava 2, a failed assertion is noted and the test goes on; one without assertions fails. */
export class Tally {
  #made = 0
  #failure: unknown = null

  note(check: Check): void {
    this.#made++
    try {
      check()
    } catch (failure) {
      this.#failure ??= failure
    }
  }

  fail(failure: unknown): void {
    this.#failure ??= failure ?? new Error('the test threw nothing in particular')
  }

  get failure(): unknown {
    return this.#failure ?? (this.#made > 0 ? null : new Error('the test ended without an assertion'))
  }
}

function checkThrown(thrown: unknown, { instanceOf, message, name, code }: Expectation): void {
  const error = thrown as Error & { code?: unknown }
  if (instanceOf) assert.ok(error instanceof instanceOf, `${error} is no ${instanceOf.name}`)
  if (name !== undefined) assert.equal(error.name, name)
  if (code !== undefined) assert.equal(error.code, code)
  if (message instanceof RegExp) assert.match(error.message, message)
  else if (message !== undefined) assert.equal(error.message, message)
}

/** The `t` of ava 2, as far as it asserts. */
export function assertionsOf(tally: Tally) {
  const that = (holds: boolean, otherwise: string) => tally.note(() => assert.ok(holds, otherwise))
  const thrown = (work: () => unknown, expectation: Expectation = {}) => {
    try {
      work()
    } catch (error) {
      tally.note(() => checkThrown(error, expectation))
      return error
    }
    return that(false, 'nothing was thrown')
  }
  return {
    pass: () => tally.note(() => {}),
    fail: (message = 'the test called fail()') => that(false, message),
    assert: (value: unknown, message = `${value} is not truthy`) => that(Boolean(value), message),
    truthy: (value: unknown, message = `${value} is not truthy`) => that(Boolean(value), message),
    falsy: (value: unknown, message = `${value} is not falsy`) => that(!value, message),
    true: (value: unknown, message = `${value} is not true`) => that(value === true, message),
    false: (value: unknown, message = `${value} is not false`) => that(value === false, message),
    is: (value: unknown, expected: unknown) => tally.note(() => assert.strictEqual(value, expected)),
    not: (value: unknown, other: unknown) => that(!Object.is(value, other), `${value} is both`),
    deepEqual: (value: unknown, expected: unknown) => tally.note(() => assert.deepEqual(value, expected)),
    notDeepEqual: (value: unknown, other: unknown) => that(!isDeepStrictEqual(value, other), 'both are equal'),
    regex: (text: string, pattern: RegExp) => tally.note(() => assert.match(text, pattern)),
    notRegex: (text: string, pattern: RegExp) => tally.note(() => assert.doesNotMatch(text, pattern)),
    throws: thrown,
    throwsAsync: async (work: Promise<unknown> | (() => Promise<unknown>), expectation: Expectation = {}) => {
      const [outcome] = await Promise.allSettled([typeof work === 'function' ? work() : work])
      if (outcome.status === 'fulfilled') return that(false, 'nothing was rejected')
      tally.note(() => checkThrown(outcome.reason, expectation))
      return outcome.reason
    },
    notThrows: (work: () => unknown) => tally.note(() => assert.doesNotThrow(work)),
    notThrowsAsync: async (work: Promise<unknown> | (() => Promise<unknown>)) => {
      const [outcome] = await Promise.allSettled([typeof work === 'function' ? work() : work])
      that(outcome.status === 'fulfilled', 'it was rejected')
    },
  }
}
