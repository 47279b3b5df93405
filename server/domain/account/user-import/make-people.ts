import { Refusal } from '@menshen/contract/errors'
import type { Preparing, Verb } from '#domain/shape/verb.ts'
import { createUser, type UserCreation } from '../lifecycle/create.ts'
import type { FileRow, ImportJob } from './import-job.ts'
import { insertRefusal, takeRow } from './import-store.ts'
import { readRow } from './read-row.ts'

export interface NumberedRow {
  number: number
  row: FileRow
}

type Prepared = Awaited<ReturnType<typeof createUser.prepare>>
/** What a row has come to so far: somebody to be made, or the reason why nobody is. */
type Tried = { number: number } & ({ seen: Prepared } | { refusal: Refusal })

/** Rows that are looked at at once, so that their passwords leave cores for people who sign in. */
const abreast = 4

async function tryRow(before: Preparing, { number, row }: NumberedRow): Promise<Tried> {
  try {
    const creation: UserCreation = readRow(row)
    return { number, seen: await createUser.prepare(before, creation) }
  } catch (error) {
    if (error instanceof Refusal) return { number, refusal: error }
    throw error
  }
}

/**
 * Makes the people of some rows, and notes why others make nobody, unless another process has dealt with a row: all in one
 * transaction. Throws the refusal of a row that turns out only now to be refused: it has undone everything, so try each alone.
 */
export const makePeople: Verb<
  'user.created',
  { job: ImportJob; rows: NumberedRow[] },
  { userIds: string[] },
  { job: ImportJob; tried: Tried[] }
> = {
  name: 'user-import.rows',
  admits: 'manager',
  emits: ['user.created'],
  async prepare(before, { job, rows }) {
    const tried: Tried[] = []
    for (let from = 0; from < rows.length; from += abreast)
      tried.push(...(await Promise.all(rows.slice(from, from + abreast).map((row) => tryRow(before, row)))))
    return { job, tried }
  },
  async run(context, { job, tried }) {
    const userIds: string[] = []
    for (const one of tried) {
      if (!(await takeRow(context.tx, job, one.number))) continue
      if ('refusal' in one) await insertRefusal(context.tx, job, refusedRow(one.number, one.refusal))
      else {
        const user = await createUser.run(context, one.seen)
        if ('id' in user) userIds.push(user.id)
      }
    }
    return { userIds }
  },
}

export function refusedRow(row: number, { code, variant, values }: Refusal) {
  return { row, code, details: { variant, values } }
}
