import {
  coerceInputValue,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputType,
  isNonNullType,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromAST,
} from 'graphql'

/** One declared variable of a valid operation, its type and default already looked up. */
export type Slot = { name: string; type: GraphQLInputType; fallback: unknown; node: VariableDefinitionNode }

export function readSlots(schema: GraphQLSchema, definitions: readonly VariableDefinitionNode[]): Slot[] {
  return definitions.map((node) => {
    const type = typeFromAST(schema, node.type)
    if (!isInputType(type)) throw new Error(`not an input type: $${node.variable.name.value}`)
    return { name: node.variable.name.value, type, fallback: valueFromAST(node.defaultValue, type), node }
  })
}

/**
 * Coerces by the rules of the GraphQL specification (6.1.2), instead of the two engines' own coercion, for its
 * messages: they name the place (`$input.email`) and never repeat the value, which may be a password.
 * @throws the first five faults, as an array of GraphQLError
 */
export function coerceVariables(slots: readonly Slot[], inputs: Readonly<Record<string, unknown>>) {
  const values: Record<string, unknown> = Object.create(null)
  const faults: GraphQLError[] = []
  for (const slot of slots) {
    const given = Object.hasOwn(inputs, slot.name) ? inputs[slot.name] : undefined
    if (given == null && isNonNullType(slot.type) && (given === null || slot.fallback === undefined)) {
      note(faults, slot, [], given === null ? 'must not be null' : 'was not provided')
    } else if (given !== undefined) {
      values[slot.name] = coerceInputValue(given, slot.type, (path, _value, { message }) =>
        note(faults, slot, path, withoutValue(message)),
      )
    } else if (slot.fallback !== undefined) values[slot.name] = slot.fallback
  }
  if (faults.length > 0) throw faults
  return values
}

// Thrown out of the coercion at the fifth, because a list of a million wrong items has a million faults.
function note(faults: GraphQLError[], slot: Slot, path: readonly (string | number)[], problem: string): void {
  const place = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('')
  faults.push(
    new GraphQLError(`Variable "$${slot.name}${place}" of type "${slot.type}": ${problem}`, { nodes: slot.node }),
  )
  if (faults.length === 5) throw faults
}

const withoutValue = (message: string) => message.replace(/(cannot represent [^:]*|to be an object): .*$/s, '$1')
