import { refuse } from '@menshen/contract/errors'
import type { HttpMethod, RestRow } from '../engine/row.ts'
import { knownOperations } from './known-operations.ts'

/** Those that programs call here; what browsers are led to is for pages to answer. */
const forPrograms = /^\/(api\/v2|connections\/enterprise)\//

/** What is known but not built says so by name, instead of looking like a wrong address. */
export const unbuiltRows: RestRow[] = knownOperations
  .filter(({ path }) => forPrograms.test(path))
  .map(({ method, path }) => ({
    method: method as HttpMethod,
    path,
    answer: () => refuse(1000, { variant: 'notBuilt', values: { operation: `${method} ${path}` } }),
  }))
