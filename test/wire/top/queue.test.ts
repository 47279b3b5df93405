import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Job } from '#domain/shape/job.ts'
import { laterOf, type Queueing } from '#domain/shape/later.ts'
import { claimJobs, findPlanned } from '#platform/database/job-queue.ts'
import { createLog } from '#platform/log.ts'
import type { AnyJob } from '#server/work/jobs.ts'
import { queueDepth, warnOfWaitingWork } from '#server/work/queue-depth.ts'
import { createRunner, type Runner } from '#server/work/runner.ts'
import { queueMissing, recurring } from '#server/work/schedule.ts'
import { cleanUp } from '../../kit/clean-up.ts'
import type { Tenant } from '../../kit/tenant.ts'
import { until } from '../../kit/until.ts'
import { newWorld, type World } from '../../kit/world.ts'

const day = 86_400
let world: World
let counter = 0
before(async () => {
  world = await newWorld()
})

type Definition = Job<{ n: number }>

/** A kind of the test's own. */
function newKind() {
  const backoff = (n: number) => n * 10_000
  return { kind: `test-${++counter}`, attempts: 3, backoff, leaseMs: 60_000, most: 8, mostOfPool: 4 }
}

/** `run` is told which of its jobs it is. */
const jobThat = (run: Definition['run'], more: Partial<Definition> = {}): Definition => ({ ...newKind(), run, ...more })

/** Runners as of as many processes. */
async function withRunners(number: number, job: AnyJob, work: (runners: Runner[]) => Promise<void>, log?: string[]) {
  const out = createLog(log ? 'debug' : 'silent', { write: (line) => void log?.push(line) })
  const ground = { domain: world.app.domain, notices: world.database.notices, log: out }
  const runners = Array.from({ length: number }, () => createRunner(ground, [job]))
  for (const runner of runners) runner.start()
  try {
    await work(runners)
  } finally {
    for (const runner of runners) await runner.stop()
  }
}

function queue(job: Definition, numbers: number[], tenant: Tenant = world.tenant, queueing?: Queueing): Promise<void> {
  const { unit, clock } = world.app.domain
  return unit.write(async ({ later: put }) => {
    const later = laterOf(tenant.pool.id, clock(), put)
    for (const n of numbers) later(job, { n }, queueing)
  })
}

interface Row {
  id: string
  attempts: number
  attempts_left: number
  running: boolean
  failure: string | null
  dead: boolean
}

async function left({ kind }: { kind: string }): Promise<Row[]> {
  const { rows } = await world.database.pool.query<Row>(
    "SELECT *, due_at = 'infinity' AS dead FROM job WHERE kind = $1 ORDER BY id",
    [kind],
  )
  return rows
}

const gone = (job: Definition) => until(async () => (await left(job)).length === 0)
const look = ({ kind }: { kind: string }) => world.database.notices.deliver(`job:${kind}`)
const upTo = (n: number) => Array.from({ length: n }, (_, at) => at)

test('several processes share what there is, and each job is done once', async () => {
  const seen: number[] = []
  const job = jobThat(async (_, { payload }) => {
    seen.push(payload.n)
    return null
  })
  await queue(job, upTo(60))
  await withRunners(3, job, () => gone(job).then(() => {}))
  assert.deepEqual(
    seen.toSorted((a, b) => a - b),
    upTo(60),
  )
})

test('what is queued in a transaction that is undone is done by nobody; the same is queued once, and due when the later word says', async () => {
  const job = jobThat(async () => null)
  const { unit, clock } = world.app.domain
  const undone = unit.write(async ({ later }) => {
    laterOf(world.tenant.pool.id, clock(), later)(job, { n: 1 })
    throw new Error('undone')
  })
  await assert.rejects(undone, /undone/)
  assert.deepEqual(await left(job), [])
  for (const n of [1, 2]) await queue(job, [n], world.tenant, { id: 'the same' })
  assert.equal((await left(job)).length, 1)
  const inAnHour = new Date(clock().getTime() + 3_600_000)
  await queue(job, [1], world.tenant, { id: 'the same', at: inAnHour })
  await queue(job, [3], world.tenant, { id: 'another', at: inAnHour })
  await queue(job, [1], world.tenant, { id: 'the same' })
  await withRunners(1, job, async () => {
    await until(async () => (await left(job)).length === 1)
    world.passSeconds(3_601)
    look(job)
    await gone(job)
  })
})

test('one that fails is tried again, later and later, and what it then writes is there once', async () => {
  let broken = true
  const job: Definition = jobThat(async () => {
    if (broken) throw new Error('not now')
    return async ({ tx, later }) => {
      later(noted, { n: 1 })
      await tx.updateTable('user_pool').set({ name: 'renamed by a job' }).where('id', '=', tenant.pool.id).execute()
    }
  })
  const noted = { ...job, kind: `${job.kind}-noted` }
  const tenant = await world.addTenant('job-writes')
  await withRunners(1, job, async () => {
    await queue(job, [1], tenant)
    for (const attempts of [1, 2]) {
      const [row] = await until(async () => {
        const rows = await left(job)
        return rows[0]?.attempts === attempts && !rows[0].running && rows
      })
      assert.deepEqual([row?.failure, row?.attempts_left, row?.dead], ['not now', 3 - attempts, false])
      world.passSeconds(attempts * 10 - 1)
      look(job)
      world.passSeconds(2)
      broken = attempts === 1
      look(job)
    }
    await gone(job)
  })
  const { rows } = await world.database.pool.query(
    `SELECT name, (SELECT count(*)::int FROM job WHERE kind = $2) AS noted FROM user_pool WHERE id = $1`,
    [tenant.pool.id, noted.kind],
  )
  assert.deepEqual(rows, [{ name: 'renamed by a job', noted: 1 }])
})

test('in the end it is given up, says so, and is kept for a month; what no try can mend is given up at once', async () => {
  const log: string[] = []
  const told: [number, boolean][] = []
  const describe = (error: unknown) => ({
    text: (error as Error).message,
    permanent: (error as Error).message === 'no',
  })
  const failed: Definition['failed'] = async (_, { payload }, { dead }) => void told.push([payload.n, dead])
  const job = jobThat(
    async (_, { payload }) => {
      throw new Error(payload.n === 1 ? 'no' : 'not now')
    },
    { attempts: 2, describe, failed },
  )
  const deaths = async (number: number) => (await left(job)).filter(({ dead }) => dead).length === number
  await withRunners(
    1,
    job,
    async () => {
      await queue(job, [1, 2])
      await until(() => deaths(1))
      await until(() => told.length === 2)
      world.passSeconds(11)
      look(job)
      await until(() => deaths(2))
    },
    log,
  )
  assert.deepEqual(told.toSorted(), [
    [1, true],
    [2, false],
    [2, true],
  ])
  assert.equal(log.filter((line) => line.includes('a job was given up')).length, 2)
  const { domain } = world.app
  const inDays = (days: number) => new Date(domain.clock().getTime() + days * day * 1000)
  await cleanUp(domain, inDays(29))
  assert.equal((await left(job)).length, 2)
  await cleanUp(domain, inDays(31))
  assert.deepEqual(await left(job), [])
})

test('what a process had taken up that is gone is done by another; one that was only slow writes nothing more', async () => {
  const { unit, clock } = world.app.domain
  const [release, told] = [Promise.withResolvers<void>(), [] as number[]]
  const job = jobThat(async (_, { attempt }) => {
    if (attempt === 2) await release.promise
    return async () => void told.push(attempt)
  })
  await queue(job, [1])
  const leaseUntil = new Date(clock().getTime() + job.leaseMs)
  const taken = await unit.single((tx) =>
    claimJobs(tx, { kind: job.kind, now: clock(), leaseUntil, max: 1, butOf: [] }),
  )
  assert.equal(taken.length, 1)
  const attempts = (number: number) => until(async () => (await left(job))[0]?.attempts === number)
  await withRunners(1, job, async () => {
    look(job)
    world.passSeconds(61)
    look(job)
    await attempts(2)
    world.passSeconds(61)
    look(job)
    await gone(job)
    release.resolve()
  })
  assert.deepEqual(told, [3])
})

test('one that ends the process each time does so a few times, and no more', async () => {
  let runs = 0
  const job = jobThat(async () => {
    runs++
    return null
  })
  await queue(job, [1])
  await world.database.pool.query('UPDATE job SET attempts = 6, attempts_left = -2 WHERE kind = $1', [job.kind])
  await withRunners(1, job, () => until(async () => (await left(job))[0]?.dead).then(() => {}))
  assert.equal(runs, 0)
})

test('no pool takes more than its share, and holds up nobody else', async () => {
  const [release, other] = [Promise.withResolvers<void>(), await world.addTenant('job-other')]
  let [held, most] = [0, 0]
  const job = jobThat(async (_, { userPoolId }) => {
    if (userPoolId === other.pool.id) return null
    most = Math.max(most, ++held)
    await release.promise
    held--
    return null
  })
  await queue(job, upTo(30))
  await withRunners(1, job, async () => {
    await until(() => held >= 4)
    await queue(job, upTo(5), other)
    await until(async () => (await left(job)).length === 30)
    assert.ok(most < 8, `${most} of one pool at once`)
    release.resolve()
    await gone(job)
  })
})

test('work of no pool that is due by the clock is done once for each time, whatever the number of processes', async () => {
  const seen: string[] = []
  const job = recurring(
    {
      ...newKind(),
      async run(_, { id, userPoolId }) {
        assert.equal(userPoolId, null)
        seen.push(id)
        return null
      },
    },
    ['one', 'two'],
    60_000,
  )
  const { domain } = world.app
  const planned = () => findPlanned(domain.unit.reader, job.kind)
  const watched = () => Promise.all(upTo(4).map(() => queueMissing(domain, job)))
  await watched()
  await withRunners(2, job, async () => {
    for (const _ of upTo(3)) {
      const before = await planned()
      assert.equal(before.length, 2)
      world.passSeconds(60)
      look(job)
      await until(async () => (await planned()).every((id) => !before.includes(id)))
      await watched()
    }
  })
  assert.deepEqual([seen.length, new Set(seen).size], [6, 6])
})

test('a clock that was ahead puts nothing off until its own time', async () => {
  let runs = 0
  const run = async () => {
    runs++
    return null
  }
  const job = recurring({ ...newKind(), run }, ['one'], 60_000)
  const { domain } = world.app
  const ahead = { ...domain, clock: () => new Date(domain.clock().getTime() + 400 * day * 1000) }
  const planned = () => findPlanned(domain.unit.reader, job.kind)
  await queueMissing(ahead, job)
  const [far] = await planned()
  await queueMissing(domain, job)
  await queueMissing(domain, job)
  assert.equal((await planned()).length, 2)
  await withRunners(1, job, async () => {
    world.passSeconds(60)
    look(job)
    await until(() => Promise.resolve(runs === 1))
    await until(async () => (await planned()).filter((id) => id !== far).length === 1)
  })
})

test('of what was given up, the next is queued all the same; what nobody knows any more is not', async () => {
  const run = async () => {
    throw new Error('not now')
  }
  const job = recurring({ ...newKind(), attempts: 1, run }, ['one'], 60_000)
  const { domain } = world.app
  await queueMissing(domain, { ...job, names: ['one', 'former'] })
  await withRunners(1, job, async () => {
    world.passSeconds(60)
    look(job)
    await until(async () => (await left(job)).some(({ dead }) => dead))
    await until(async () => (await findPlanned(domain.unit.reader, job.kind)).length === 1)
  })
  const rows = await left(job)
  assert.deepEqual(
    rows.map(({ id, dead }) => [id.split(' ', 1)[0], dead]),
    [
      ['one', true],
      ['one', false],
    ],
  )
})

test('stopped, it finishes what is under way, and hands back what takes long', async () => {
  const [release, began] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let stopped = false
  const job = jobThat(
    async (_, task) => {
      began.resolve()
      await release.promise
      if (!stopped) return null
      await task.extend()
      assert.ok(task.stopping)
      return 'unfinished'
    },
    { most: 1, mostOfPool: 1 },
  )
  await queue(job, [1, 2])
  await withRunners(1, job, async ([runner]) => {
    await began.promise
    const stopping = runner?.stop()
    stopped = true
    release.resolve()
    await stopping
  })
  const rows = await left(job)
  assert.deepEqual(
    rows.map(({ running, attempts_left }) => [running, attempts_left]),
    [
      [false, 3],
      [false, 3],
    ],
  )
  stopped = false
  await withRunners(1, job, () => gone(job).then(() => {}))
})

test('the operator sees how much there is of each kind, and is told when it waits', async () => {
  const { clock } = world.app.domain
  const insert = (id: string, due: string, running: boolean) =>
    world.database.pool.query(
      `INSERT INTO job (user_pool_id, kind, id, payload, attempts_left, running, due_at, created_at)
       VALUES ($1, 'message', $2, '{}', 1, $3, $4, now())`,
      [world.tenant.pool.id, id, running, due],
    )
  await world.app.close()
  await insert('dead', 'infinity', false)
  await insert('running', new Date(clock().getTime() + 60_000).toISOString(), true)
  const late = new Date(clock().getTime() - 400_000)
  await insert('late', late.toISOString(), false)
  await insert('later', new Date(clock().getTime() + 60_000).toISOString(), false)
  const depth = (await queueDepth(world.database.unit.reader, clock())).find(({ kind }) => kind === 'message')
  assert.deepEqual(depth, { kind: 'message', waiting: 2, running: 1, dead: 1, dueSince: late })
  const lines: string[] = []
  const log = createLog('debug', { write: (line) => void lines.push(line) })
  await warnOfWaitingWork(world.database.unit.reader, clock(), log)
  assert.match(lines.join(), /"lateSeconds":400.*work in the queue waits/)
})
