import type { Code, Values } from '@menshen/contract/errors'

export type ImportStatus = 'reading' | 'running' | 'done' | 'failed'

export interface ImportJob {
  userPoolId: string
  id: string
  fileName: string
  status: ImportStatus
  /** Rows of the file, without the heading. */
  total: number
  createdAt: Date
  finishedAt: Date | null
  expiresAt: Date
}

/** A job and how far it is: `done` rows of `total`; `created` of them made an account. */
export interface ImportProgress extends ImportJob {
  done: number
  created: number
  refused: number
}

/** A row that made nobody. Numbered from 1, without the heading. */
export interface RefusedRow {
  row: number
  code: Code
  details: { variant?: string | undefined; values?: Values | undefined }
}

/** One row of a file by the names of its columns. */
export type FileRow = Record<string, unknown>
