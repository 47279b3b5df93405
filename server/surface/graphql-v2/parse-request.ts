import { refuse } from '@menshen/contract/errors'

export type GraphqlRequest = {
  query: string
  variables?: Readonly<Record<string, unknown>>
  operationName?: string
}

/**
 * Reads a parsed JSON body. Refuses with 400 (`graphql`): batches, anything but an object, and members of the wrong
 * type. Null counts as left out, and so does an empty `operationName`, which is what some clients send for none.
 */
export function parseRequest(body: unknown): GraphqlRequest {
  if (Array.isArray(body)) return invalid('batched requests are not accepted, send one operation per request')
  if (!isRecord(body)) return invalid('the body must be a JSON object with a "query"')
  const { query, variables, operationName } = body
  if (typeof query !== 'string' || query.trim() === '') return invalid('"query" must be a non-empty string')
  const request: GraphqlRequest = { query }
  if (variables != null) {
    request.variables = isRecord(variables) ? variables : invalid('"variables" must be an object')
  }
  if (operationName != null && operationName !== '') {
    request.operationName =
      typeof operationName === 'string' ? operationName : invalid('"operationName" must be a string')
  }
  return request
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function invalid(detail: string): never {
  refuse(400, { variant: 'graphql', values: { detail } })
}
