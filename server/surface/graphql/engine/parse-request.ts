import { refuse } from '@menshen/contract/errors'
import { isObject } from '#domain/shape/kind.ts'

export type GraphqlRequest = {
  query: string
  variables?: Readonly<Record<string, unknown>>
  operationName?: string
}

/**
 * Reads a parsed JSON body. Refuses with 400: batches, anything but an object, and members of the wrong
 * type. Null counts as left out, and so does an empty `operationName`, which is what some clients send for none.
 */
export function parseRequest(body: unknown): GraphqlRequest {
  if (Array.isArray(body)) return refuse(400, { variant: 'batch' })
  if (!isObject(body)) return refuse(400, { variant: 'object', values: { field: 'body' } })
  const { query, variables, operationName } = body
  if (typeof query !== 'string' || query.trim() === '')
    return refuse(400, { variant: 'missing', values: { field: 'query' } })
  const request: GraphqlRequest = { query }
  if (variables != null) {
    request.variables = isObject(variables)
      ? variables
      : refuse(400, { variant: 'object', values: { field: 'variables' } })
  }
  if (operationName != null && operationName !== '') {
    request.operationName =
      typeof operationName === 'string'
        ? operationName
        : refuse(400, { variant: 'text', values: { field: 'operationName' } })
  }
  return request
}
