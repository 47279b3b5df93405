import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog } from '../log.ts'
import { createLoop } from './loop.ts'

const log = createLog('silent')

/** A round that ends when it is told to, and counts how often it began. */
function steppedRound() {
  const ends: (() => void)[] = []
  const state = { began: 0 }
  const round = () => {
    state.began++
    return new Promise<void>((resolve) => ends.push(resolve))
  }
  return { state, round, end: () => ends.shift()?.() }
}

test('one round at a time, and one more for whatever is said meanwhile', async () => {
  const { state, round, end } = steppedRound()
  const loop = createLoop({ everyMs: 3_600_000, round, log, failed: 'failed', atOnce: false })
  loop.start()
  const first = loop.nudge()
  await Promise.resolve()
  await Promise.resolve()
  assert.equal(state.began, 1)
  const [second, third] = [loop.nudge(), loop.nudge()]
  end()
  await first
  await Promise.resolve()
  await Promise.resolve()
  assert.equal(state.began, 2)
  end()
  await Promise.all([second, third])
  assert.equal(state.began, 2)
  await loop.stop()
})

test('a round that throws does not end the loop', async () => {
  let rounds = 0
  const failing = async () => {
    rounds++
    throw new Error('broken')
  }
  const loop = createLoop({ everyMs: 3_600_000, round: failing, log, failed: 'failed', atOnce: false })
  loop.start()
  await loop.nudge()
  await loop.nudge()
  assert.equal(rounds, 2)
  await loop.stop()
})

test('nothing is taken up before the start and after the stop, which waits for the round under way', async () => {
  const { state, round, end } = steppedRound()
  const loop = createLoop({ everyMs: 3_600_000, round, log, failed: 'failed', atOnce: false })
  await loop.nudge()
  assert.equal(state.began, 0)
  loop.start()
  void loop.nudge()
  await Promise.resolve()
  await Promise.resolve()
  let stopped = false
  const stopping = loop.stop().then(() => {
    stopped = true
  })
  assert.ok(loop.stopping)
  assert.equal(stopped, false)
  end()
  await stopping
  await loop.nudge()
  assert.equal(state.began, 1)
})
