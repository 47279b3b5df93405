import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTurns } from './turns.ts'

test('of one sender so many go on at once, of others too, and everybody gets their turn', async () => {
  const inTurn = createTurns(2)
  const begun: string[] = []
  const ends: (() => void)[] = []
  const start = (name: string, from?: string) =>
    inTurn(from, () => {
      begun.push(name)
      return new Promise<void>((resolve) => ends.push(resolve))
    })
  const all = ['a1', 'a2', 'a3', 'a4'].map((name) => start(name, 'a'))
  all.push(start('b1', 'b'), start('x1'), start('x2'), start('x3'))
  assert.deepEqual(begun, ['a1', 'a2', 'b1', 'x1', 'x2', 'x3'])
  while (begun.length < all.length || ends.length > 0) {
    ends.shift()?.()
    await new Promise(setImmediate)
  }
  assert.deepEqual(begun.slice(6), ['a3', 'a4'])
  await Promise.all(all)
})

test('what fails ends its turn', async () => {
  const inTurn = createTurns(1)
  await assert.rejects(inTurn('a', () => Promise.reject(new Error('no'))))
  assert.equal(await inTurn('a', async () => 1), 1)
})
