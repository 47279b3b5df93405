import type { Readable } from 'node:stream'
import { refuse } from '@menshen/contract/errors'
import { type Domain, type Ground, groundOf } from '#domain/shape/domain.ts'
import type { Hints } from '#domain/shape/hints.ts'
import { laterOf } from '#domain/shape/later.ts'
import { checkedText } from '#domain/shape/text.ts'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import type { Work } from '#platform/database/unit-of-work.ts'
import type { FileRow, ImportJob } from './import-job.ts'
import { countOpenJobs, deleteJob, insertJob, insertRows, updateJob } from './import-store.ts'
import { formatOf, readFile } from './read-file.ts'
import { columnOf, requireColumns } from './read-row.ts'
import { workThrough } from './work-through.ts'

const day = 86_400_000
/** The server that reads a file in says so at least this often; otherwise it is gone, and the job clears up. */
const readingMs = 60_000
/** How long the report is there. */
const keptMs = 30 * day
const mostRows = 1_000_000
export const largestFile = 268_435_456
const mostOpen = 3
const batch = 200

const beginImport: Verb<'user-import.begun', { fileName: string }, ImportJob> = {
  name: 'user-import.begin',
  admits: 'manager',
  emits: ['user-import.begun'],
  prepare: nothingToPrepare,
  async run({ tx, pool, now, emit, later }, { fileName }) {
    if ((await countOpenJobs(tx, pool.id)) >= mostOpen)
      refuse(400, { variant: 'importsOpen', values: { max: mostOpen } })
    const expiresAt = new Date(now.getTime() + keptMs)
    const job = { userPoolId: pool.id, id: newId(now), fileName, status: 'reading', total: 0 } as const
    const begun: ImportJob = { ...job, createdAt: now, finishedAt: null, expiresAt }
    await insertJob(tx, begun)
    later(workThrough, {}, { id: begun.id, at: whenGone(now) })
    emit('user-import.begun', { importId: begun.id })
    return begun
  },
}

/**
 * Takes a file of people in; what becomes of its rows is the job's matter. The file is read as it arrives and each row sealed
 * and put down; nothing goes on once the caller is `gone`. Refusals: 400 no known format, no file of the format, a column that
 * means nothing, too many rows or jobs, 413.
 */
export async function importUsers(
  domain: Domain,
  hints: Hints,
  { fileName, file, gone }: { fileName: string; file: Readable; gone?: AbortSignal },
): Promise<ImportJob> {
  const name = checkedText(fileName, 'fileName', 255)
  const format = formatOf(name)
  const job = await domain.call(beginImport, hints, { fileName: name })
  const ground = groundOf(domain)
  try {
    const total = await putDown(ground, job, readFile(format, file, gone))
    if (total === 0) refuse(400, { variant: 'empty', values: { field: 'file' } })
    await ground.unit.write(({ tx, later }) => goOn(ground, job, { status: 'running', total }, { tx, later }))
    return { ...job, status: 'running', total }
  } catch (error) {
    await ground.unit.write(({ tx }) => deleteJob(tx, job))
    throw error
  }
}

const whenGone = (now: Date) => new Date(now.getTime() + readingMs)

/**
 * Notes how far the reading is, and has the job wait for it, or begin at once when all is read. 400 when the file came so slowly
 * that it was given up.
 */
async function goOn(
  ground: Ground,
  job: ImportJob,
  changes: { status?: 'running'; total?: number },
  { tx, later: put }: Pick<Work, 'tx' | 'later'>,
): Promise<void> {
  const now = ground.clock()
  if (!(await updateJob(tx, job, ['reading'], changes))) refuse(400, { variant: 'unreadableFile' })
  const at = changes.status ? now : whenGone(now)
  laterOf(job.userPoolId, now, put)(workThrough, {}, { id: job.id, at })
}

async function putDown(ground: Ground, job: ImportJob, rows: AsyncIterable<FileRow>): Promise<number> {
  let total = 0
  let waiting: Buffer[] = []
  const columns = new Set<string>()
  const fields = (await ground.ports.cached.customFields(job.userPoolId))?.all ?? []
  const custom = new Set(fields.flatMap(({ targetType, key }) => (targetType === 'USER' ? columnOf(key) : [])))
  const flush = async () => {
    const [first, sealed] = [total - waiting.length + 1, waiting]
    waiting = []
    if (sealed.length > 0)
      await ground.unit.write(async ({ tx, later }) => {
        await insertRows(tx, job, first, sealed)
        await goOn(ground, job, {}, { tx, later })
      })
  }
  for await (const row of rows) {
    const fresh = Object.keys(row).filter((name) => !columns.has(name))
    requireColumns(fresh, custom)
    for (const name of fresh) columns.add(name)
    if (++total > mostRows) refuse(400, { variant: 'many', values: { field: 'rows', max: mostRows } })
    waiting.push(ground.ports.seal.close('import row', JSON.stringify(row)))
    if (waiting.length === batch) await flush()
  }
  await flush()
  return total
}
