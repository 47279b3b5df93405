import type { Clock } from '#platform/clock.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Notices } from '#platform/database/notices.ts'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import type { Log } from '#platform/log.ts'
import { createLoop, type Loop } from '#platform/work/loop.ts'
import { describeFailure } from './failure.ts'
import { MailFailure } from './mail-transport.ts'
import { bodySeal, type Message, type MessageBody } from './message.ts'
import { claimDue, postponeMessage, settleMessage } from './message-store.ts'
import type { Routes } from './routes.ts'
import { SmsFailure } from './sms-transport.ts'

export interface CourierGround {
  unit: UnitOfWork
  notices: Notices
  seal: Seal
  routes: Routes
  clock: Clock
  log: Log
}

/** Messages on their way at once, per process; and those of one pool, of which it may take twice as many for a moment. */
const most = 40
const mostOfPool = 10
/** Longer than any sender may take, so that nobody takes up what is still on its way. */
const leaseMs = 120_000
/** How often to look although nobody said that there is something: for what others left, and for retries. */
const lookEveryMs = 15_000
const firstWaitMs = 30_000
const longestWaitMs = 3_600_000

/** The wait after so many tries: half a minute, doubling, an hour at most. */
function waitAfter(attempts: number): number {
  return Math.min(firstWaitMs * 2 ** (attempts - 1), longestWaitMs)
}

/** Sends what is queued. Stopped, it takes nothing more, and waits for what is on its way. */
export function createCourier(ground: CourierGround): Pick<Loop, 'start' | 'stop'> {
  const { unit, notices, clock, log } = ground
  const underWay = createUnderWay()
  /** There may be more than there was room for. */
  let more = false

  async function round(): Promise<void> {
    more = true
    while (more && !loop.stopping && underWay.room() > 0) {
      const now = clock()
      const room = underWay.room()
      const claim = { now, leaseUntil: new Date(now.getTime() + leaseMs), max: room, butOf: underWay.busyPools() }
      const due = await unit.write(({ tx }) => claimDue(tx, claim))
      more = due.length === room
      for (const message of due) begin(message)
    }
  }

  /** Not awaited by the round: a silent mail server holds up nothing but its own mails. */
  function begin(message: Message): void {
    underWay.add(deliver(ground, message), message.userPoolId, (held) => {
      if (more || held) void loop.nudge()
    })
  }

  const loop = createLoop({ everyMs: lookEveryMs, round, log, failed: 'queued messages could not be looked at' })
  notices.onChange('message', loop.nudge)
  return {
    start: loop.start,
    async stop() {
      await loop.stop()
      await underWay.settled()
    },
  }
}

/** What is on its way, and how much room is left beside it. */
function createUnderWay() {
  const poolOf = new Map<Promise<void>, string>()
  /** Whose messages wait for those of theirs that are on their way: one tenant's silent mail server is not the others' matter. */
  function busyPools(): string[] {
    const pools = [...poolOf.values()]
    return [...new Set(pools)].filter((pool) => pools.filter((other) => other === pool).length >= mostOfPool)
  }
  return {
    busyPools,
    room: () => Math.min(most - poolOf.size, mostOfPool),
    /** `done` is told whether others of the pool were held up by this one. */
    add(delivery: Promise<void>, userPoolId: string, done: (held: boolean) => void): void {
      const way = delivery.finally(() => {
        const held = busyPools().includes(userPoolId)
        poolOf.delete(way)
        done(held)
      })
      poolOf.set(way, userPoolId)
    },
    settled: () => Promise.all(poolOf.keys()),
  }
}

/** Sends one message that was claimed, outside any transaction, and writes down what came of it. */
async function deliver({ unit, seal, routes, clock, log }: CourierGround, message: Message): Promise<void> {
  try {
    const body = JSON.parse(seal.open(bodySeal, message.bodySealed ?? Buffer.alloc(0))) as MessageBody
    await send(routes, unit, message, body)
    const now = clock()
    await unit.write(({ tx }) => settleMessage(tx, message, { status: 'sent', failure: null, now }))
  } catch (error) {
    const { permanent, text } = describeFailure(error)
    const now = clock()
    const given = permanent || message.attemptsLeft <= 0
    const { userPoolId, id, channel, template, attempts } = message
    log.warn({ userPoolId, message: id, channel, template, attempts, given, failure: text }, 'a message was not sent')
    await unit
      .write(({ tx }) =>
        given
          ? settleMessage(tx, message, { status: 'failed', failure: text, now })
          : postponeMessage(tx, message, new Date(now.getTime() + waitAfter(attempts)), text),
      )
      // The lease ends by itself, and somebody tries again.
      .catch((cause) => log.warn({ err: cause }, 'the outcome of a message could not be written down'))
  }
}

async function send(routes: Routes, unit: UnitOfWork, message: Message, body: MessageBody): Promise<void> {
  const { userPoolId, recipient: to, subject, template } = message
  if (body.channel === 'sms') {
    const { params, content, language } = body
    const transport = await routes.find(unit.look, userPoolId, 'sms')
    if (!transport) throw new SmsFailure('none', 'unreachable', { permanent: true })
    return void (await transport.send({ to, template, params, content, language }))
  }
  const transport = await routes.find(unit.look, userPoolId, 'mail')
  if (!transport) throw new MailFailure('unreachable', 'no sender is configured any more', true)
  const { sender, html, text } = body
  await transport.send({ from: { name: sender }, to, subject, html, text })
}
