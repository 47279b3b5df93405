import assert from 'node:assert/strict'
import type { Code } from '@menshen/contract/errors'
import { ask } from './rest.ts'
import { accepted, type Outcome, refused, type Speaking } from './wire.ts'
import type { World } from './world.ts'

/** An answer of the REST V3 door. */
export interface V3Answer extends Outcome {
  statusCode: number
  apiCode?: number
  requestId: string
}

/** Speaks to the REST V3 door of a file's world: `GET get-role?code=editor`. Both are asked for with each request: a file makes its world in a hook. */
export function v3In(world: () => World, as: () => Speaking = () => ({})) {
  return async (line: string, body?: unknown, speaking: Speaking = {}): Promise<V3Answer> => {
    const at = line.replace(' ', ' /api/v3/')
    return (await ask(world(), at, { ...as(), ...speaking }, body)) as V3Answer
  }
}

/** Asserts success, as the clients of this generation look for it, and gives the data. */
export function ok<Data>(answer: V3Answer): Data {
  const data = accepted<Data>(answer)
  assert.equal(answer.statusCode, 200)
  return data
}

/** Asserts that this was refused: the outcome, and the family of it that the clients of this generation look at. */
export function refusedAs(answer: V3Answer, statusCode: number, apiCode: Code): void {
  refused(answer, apiCode)
  assert.deepEqual([answer.statusCode, answer.apiCode], [statusCode, apiCode])
}
