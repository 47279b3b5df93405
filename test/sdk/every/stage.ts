import assert from 'node:assert/strict'
import type { World } from '../../kit/world.ts'
import type { Client } from './recorder.ts'

/** Where the methods are tried: a server, its client, and two people. */
export interface Stage {
  world: World
  client: Client
  ann: string
  bob: string
}

/** Every answer that says no more than that it was done. */
export function isDone(answer: unknown): void {
  if (typeof answer === 'object' && answer !== null) assert.equal((answer as { code: number }).code, 200)
  else assert.equal(answer, true)
}

/** Asserts a page of this many, and gives what is on it. */
export function pageOf<Item>(page: { totalCount: number; list: Item[] } | undefined, count: number): Item[] {
  assert.deepEqual([page?.totalCount, page?.list.length], [count, count])
  return page?.list ?? []
}
