import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Asker, CoresBusy, createCoreQueue } from './core-queue.ts'

/** A queue for one core; `end` ends what is on it. */
function oneCore(maxWaiting: number) {
  const queue = createCoreQueue({ concurrency: 1, maxWaiting })
  const begun: string[] = []
  const ends: (() => void)[] = []
  const run = (name: string, from?: Asker) =>
    queue.run(() => {
      begun.push(name)
      return new Promise<string>((resolve) => ends.push(() => resolve(name)))
    }, from)
  async function end() {
    ends.shift()?.()
    await new Promise(setImmediate)
  }
  return { run, begun, end }
}

test('who asks for little waits for one of those who ask for much, and not for all', async () => {
  const { run, begun, end } = oneCore(10)
  const all = [
    ...['a1', 'a2', 'a3', 'a4'].map((name) => run(name, 'a')),
    run('b1', 'b'),
    run('c1', 'c'),
    run('b2', 'b'),
  ]
  for (let count = 0; count < all.length; count++) await end()
  assert.deepEqual(begun, ['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4'])
  assert.equal((await Promise.all(all)).length, 7)
})

test('where there is no room, one of the longest line is turned away for who has a shorter one', async () => {
  const { run, begun, end } = oneCore(3)
  const flood = ['a1', 'a2', 'a3', 'a4'].map((name) => run(name, 'a'))
  const last = assert.rejects(flood[3] as Promise<string>, CoresBusy)
  await assert.rejects(run('a5', 'a'), CoresBusy)
  const honest = run('b1', 'b')
  await last
  // Two of the one, one of the other: nobody has more than a turn too many.
  await assert.rejects(run('b2', 'b'), CoresBusy)
  for (let count = 0; count < 4; count++) await end()
  assert.deepEqual(begun, ['a1', 'a2', 'b1', 'a3'])
  assert.equal(await honest, 'b1')
})

test('every other turn is for those who are known, and the rest for the others', async () => {
  const { run, begun, end } = oneCore(20)
  const crowd = ['s0', 's1', 's2', 's3', 's4'].map((name) => run(name, name))
  const known = ['k1', 'k2', 'k3'].map((name) => run(name, { known: name }))
  for (let count = 0; count < crowd.length + known.length; count++) await end()
  assert.deepEqual(begun, ['s0', 'k1', 's1', 'k2', 's2', 'k3', 's3', 's4'])
  assert.equal((await Promise.all([...crowd, ...known])).length, 8)
})

test('where there is no room, somebody who is known takes the place of one who is not', async () => {
  const { run, begun, end } = oneCore(2)
  const crowd = ['s0', 's1', 's2'].map((name) => run(name, name))
  const turnedAway = Promise.all(crowd.slice(1).map((one) => assert.rejects(one, CoresBusy)))
  const known = ['k1', 'k2'].map((name) => run(name, { known: name }))
  await turnedAway
  await assert.rejects(run('k3', { known: 'k3' }), CoresBusy)
  await assert.rejects(run('s3', 's3'), CoresBusy)
  for (let count = 0; count < 3; count++) await end()
  assert.deepEqual(begun, ['s0', 'k1', 'k2'])
  assert.deepEqual(await Promise.all([crowd[0], ...known]), ['s0', 'k1', 'k2'])
})

test('without names they come one after the other', async () => {
  const { run, begun, end } = oneCore(2)
  const all = [run('1'), run('2'), run('3')]
  await assert.rejects(run('4'), CoresBusy)
  for (let count = 0; count < 3; count++) await end()
  assert.deepEqual(begun, ['1', '2', '3'])
  await Promise.all(all)
})

test('with no core and no room everybody is turned away', async () => {
  await assert.rejects(
    createCoreQueue({ concurrency: 0, maxWaiting: 0 }).run(async () => {}),
    CoresBusy,
  )
})
