import { rows as graphqlRows, sdl } from '#surface/graphql/v2/all-rows.ts'
import { restRows } from '#surface/rest/doors.ts'
import { graphqlOperations } from './graphql-operation.ts'
import type { Operation, Sample } from './operation.ts'
import { restOperation } from './rest-operation.ts'

export async function allOperations(sample: Sample): Promise<Operation[]> {
  return [
    ...(await graphqlOperations(sdl, graphqlRows, sample)),
    ...(await Promise.all(restRows.map((row) => restOperation(row, sample)))),
  ]
}

/** In an order in which what uses up the things that others ask about comes last. */
export function inOrder(operations: Operation[]): Operation[] {
  return operations.toSorted((one, other) => Number(usesUp(one)) - Number(usesUp(other)))
}

const usesUp = ({ name }: Operation) =>
  /delete|remove|unbind|unlink|logout|kick|resign|revoke|deactivate|refresh|password/i.test(name)
