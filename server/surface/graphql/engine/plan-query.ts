import type { GraphQLSchema } from 'graphql'
import { LRUCache } from 'lru-cache'
import { checkDocument } from './check-document.ts'
import { readSlots, type Slot } from './coerce-variables.ts'
import { makeRun, type Run } from './make-run.ts'
import type { Measure } from './measure-document.ts'
import type { GraphqlRequest } from './parse-request.ts'

/** A valid operation, ready to run as often as it comes. */
export type Plan = { run: Run; compiled: boolean; slots: readonly Slot[] } & Measure

/**
 * Makes `plan(request)`, which keeps the plans it made last: at most a thousand, of texts under 20 kB, of some 32 MB
 * together. What was not compiled is not kept, because a literal in it may be somebody's password.
 * @throws (from `plan`) an array of GraphQLError, see `checkDocument`
 */
export function makePlanner(schema: GraphQLSchema): (request: GraphqlRequest) => Plan {
  const plans = new LRUCache<string, Plan>({ max: 1000, maxSize: 32_000_000, sizeCalculation: weigh })
  return ({ query, operationName }) => {
    const key = `${operationName ?? ''}\0${query}`
    const known = plans.get(key)
    if (known) return known
    const { document, operation, introspects, fields } = checkDocument(schema, query, operationName)
    const slots = readSlots(schema, operation.variableDefinitions ?? [])
    const plan: Plan = { ...makeRun(schema, document, operationName), slots, introspects, fields }
    if (plan.compiled && query.length < 20_000) plans.set(key, plan)
    return plan
  }
}

// Measured: a compiled field holds about a kilobyte, and the tree of a text some twenty times its length.
const weigh = ({ fields }: Plan, key: string) => fields * 1000 + key.length * 20
