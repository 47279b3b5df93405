import { GraphQLError, type GraphQLSchema } from 'graphql'
import { coerceVariables } from './coerce-variables.ts'
import { type GraphqlRequest, parseRequest } from './parse-request.ts'
import { makePlanner } from './plan-query.ts'
import { type ErrorEntry, invalidRequest, type Manner, renderError, toRefusal } from './render-errors.ts'

/** The body of an answer, always sent with HTTP 200. `data` is always there, `errors` only when there are any. */
export type ExecutionResult = { errors?: ErrorEntry[]; data: Readonly<Record<string, unknown>> | null }

/** `introspection: false` refuses `__schema` and `__type`. */
export type ExecutionOptions = Manner & { introspection?: boolean }

export type Engine<Context> = {
  /** Runs a request. Throws nothing, unless `crashed` does. */
  execute(request: GraphqlRequest, context: Context, call: ExecutionOptions): Promise<ExecutionResult>
  /** The same from a parsed JSON body that nobody has looked at yet. */
  answer(body: unknown, context: Context, call: ExecutionOptions): Promise<ExecutionResult>
}

/**
 * @param schema made by `buildDoorSchema`
 * @param crashed called with everything thrown that is not a refusal, before the caller is told 1000
 */
export function makeEngine<Context>(
  schema: GraphQLSchema,
  crashed: (error: unknown, context: Context) => void,
): Engine<Context> {
  const plan = makePlanner(schema)

  async function execute(request: GraphqlRequest, context: Context, call: ExecutionOptions): Promise<ExecutionResult> {
    try {
      const { run, slots, introspects } = plan(request)
      if (introspects && call.introspection === false) throw [new GraphQLError('introspection is switched off')]
      const { data = null, errors } = await run(context, coerceVariables(slots, request.variables ?? {}))
      return errors ? { errors: errors.map((error) => render(error, context, call)), data } : { data }
    } catch (thrown) {
      if (!Array.isArray(thrown)) return { errors: [render(thrown, context, call)], data: null }
      const faults: readonly GraphQLError[] = thrown
      return { errors: faults.map((fault) => renderError(invalidRequest(fault.message), call, fault)), data: null }
    }
  }

  async function answer(body: unknown, context: Context, call: ExecutionOptions): Promise<ExecutionResult> {
    try {
      return await execute(parseRequest(body), context, call)
    } catch (thrown) {
      return { errors: [render(thrown, context, call)], data: null }
    }
  }

  function render(error: unknown, context: Context, call: ExecutionOptions): ErrorEntry {
    const refusal = toRefusal(error, (cause) => crashed(cause, context))
    return renderError(refusal, call, error instanceof GraphQLError ? error : undefined)
  }

  return { execute, answer }
}
