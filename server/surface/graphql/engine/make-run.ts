import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema, Kind, visit } from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'

/** Runs one checked operation. */
export type Run = (
  context: unknown,
  variables: Readonly<Record<string, unknown>>,
) => ExecutionResult | Promise<ExecutionResult>

/**
 * Gives the document to graphql-jit when its arguments are variables or booleans and it has no directives, else to
 * graphql-js. graphql-jit writes literals into the source of the function it makes, and takes the quotes off marked
 * strings there, so a caller's literal would run as code. Official clients send variables only.
 */
export function makeRun(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined) {
  const compiled = isPlain(document) ? compile(schema, document, operationName) : undefined
  return { run: compiled ?? interpret(schema, document, operationName), compiled: compiled !== undefined }
}

const unfit: ReadonlySet<string> = new Set([
  Kind.STRING,
  Kind.ENUM,
  Kind.INT,
  Kind.FLOAT,
  Kind.LIST,
  Kind.OBJECT,
  Kind.NULL,
  Kind.DIRECTIVE,
])

function isPlain(document: DocumentNode): boolean {
  let plain = true
  visit(document, {
    enter({ kind }) {
      if (unfit.has(kind)) plain = false
    },
  })
  return plain
}

function compile(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): Run | undefined {
  const made = compileQuery(schema, document, operationName, { disablingCapturingStackErrors: true })
  return isCompiledQuery(made) ? (context, variables) => made.query(undefined, context, variables) : undefined
}

function interpret(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): Run {
  return (contextValue, variableValues) => {
    const result = execute({ schema, document, contextValue, variableValues, operationName })
    return result as ExecutionResult | Promise<ExecutionResult>
  }
}
