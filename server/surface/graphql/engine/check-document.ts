import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  type ValidationContext,
  validate,
} from 'graphql'
import { type Measure, measureDocument, measureText } from './measure-document.ts'

/** A document that may run, and the operation of it that was asked for. */
export type Checked = { document: DocumentNode; operation: OperationDefinitionNode } & Measure

/** @throws up to five faults, as an array of GraphQLError: syntax, limits, validation, unknown operation */
export function checkDocument(schema: GraphQLSchema, query: string, operationName: string | undefined): Checked {
  const { document, ...measure } = readDocument(query)
  const faults = validate(schema, document, rules, { maxErrors: 5 })
  if (faults.length > 0) throw faults.slice(0, 5).map(explain)
  return { document, operation: pickOperation(schema, document, operationName), ...measure }
}

function readDocument(query: string) {
  try {
    measureText(query)
    const document = parse(query)
    return { document, ...measureDocument(document) }
  } catch (error) {
    throw error instanceof GraphQLError ? [error] : error
  }
}

// Both engines keep variables and answers in ordinary objects, where this one name would not hold a value.
const noPrototypeRule = (context: ValidationContext): ASTVisitor => ({
  Name(node) {
    if (node.value !== '__proto__') return
    context.reportError(new GraphQLError('"__proto__" is a reserved name', { nodes: node }))
  },
})

const rules = [...specifiedRules, noPrototypeRule]

// graphql-js gives up comparing fields of the same name at a budget of its own, and says no more than this.
const explain = (fault: GraphQLError) =>
  fault.message === 'Validation aborted.' ? new GraphQLError('the same field is selected too many times') : fault

function pickOperation(schema: GraphQLSchema, document: DocumentNode, name: string | undefined) {
  const operation = getOperationAST(document, name)
  if (operation && schema.getRootType(operation.operation)) return operation
  if (operation) throw [new GraphQLError(`there are no ${operation.operation}s here`, { nodes: operation })]
  const unknown = `there is no operation named "${name}"`
  throw [new GraphQLError(name ? unknown : '"operationName" must say which operation to run')]
}
