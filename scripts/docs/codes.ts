import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { outcomes } from '@menshen/contract/errors'
import type { Render } from '../docs.ts'

const page = 'docs/reference/codes.json'

/** Every number that the catalogue has or ever had: it only grows, so that no number is given a second meaning. */
export const render: Render = async () => {
  const before: number[] = JSON.parse(await readFile(join(import.meta.dirname, '../..', page), 'utf8'))
  const codes = new Set([...before, ...Object.keys(outcomes).map(Number)])
  return new Map([[page, `${JSON.stringify([...codes].sort((one, other) => one - other))}\n`]])
}
