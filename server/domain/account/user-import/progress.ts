import { refuse } from '@menshen/contract/errors'
import type { Page } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { ImportJob, ImportProgress, RefusedRow } from './import-job.ts'
import { findProgress, listJobs, listRefusals } from './import-store.ts'

/** How far a file is. 400 when there is no such job. */
export const getImport: Question<{ id: string }, ImportProgress> = {
  name: 'user-import.get',
  admits: 'manager',
  answer: async ({ reader, pool }, { id }) => (await findProgress(reader, pool.id, id)) ?? unknown(),
}

/** The files of the last month, the newest first. */
export const listImports: Question<Page, ImportJob[]> = {
  name: 'user-import.list',
  admits: 'manager',
  answer: ({ reader, pool }, page) => listJobs(reader, pool.id, page),
}

/** The rows that made nobody, in the order of the file. 400 when there is no such job. */
export const listRefusedRows: Question<Page & { id: string }, { totalCount: number; list: RefusedRow[] }> = {
  name: 'user-import.refused',
  admits: 'manager',
  async answer({ reader, pool }, { id, ...page }) {
    const { refused } = (await findProgress(reader, pool.id, id)) ?? unknown()
    return { totalCount: refused, list: await listRefusals(reader, { userPoolId: pool.id, id }, page) }
  },
}

function unknown(): never {
  return refuse(400, { variant: 'import' })
}
