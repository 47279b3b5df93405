import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  Kind,
  Lexer,
  type SelectionSetNode,
  Source,
  TokenKind,
} from 'graphql'

/**
 * What one request may ask before anybody knows who is asking. `fields` counts with fragments written out: eleven
 * fragments that each spread the next one ten times are a short text and a request for ten thousand million fields.
 * Under `__schema` every field is answered once for each type, so there no field is asked for under several names.
 */
const limits = {
  tokens: 4000,
  brackets: 100,
  depth: 15,
  repeats: 50,
  rootFields: 30,
  fields: 1000,
  introspections: 3,
  introspectionDepth: 30,
} as const

/** `fields` as in the limits, over the whole document. */
export type Measure = { introspects: boolean; fields: number }

const opens: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L])
const closes: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R])

/**
 * Reads the text through once, before it is parsed: the parser calls itself for every bracket, and two thousand of them
 * overflow its stack.
 * @throws GraphQLError that names the limit, or the place that is no GraphQL
 */
export function measureText(query: string): void {
  const lexer = new Lexer(new Source(query))
  let tokens = 0
  let open = 0
  for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
    if (++tokens > limits.tokens) throw new GraphQLError(`more than ${limits.tokens} tokens`)
    if (closes.has(kind)) open--
    else if (opens.has(kind) && ++open > limits.brackets) {
      throw new GraphQLError(`more than ${limits.brackets} brackets inside each other`)
    }
  }
}

/**
 * Walks the document, before it is validated, because validation itself is what a hostile document makes expensive.
 * @throws GraphQLError that names the limit
 */
export function measureDocument(document: DocumentNode): Measure {
  const fragments = new Map<string, SelectionSetNode>()
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node.selectionSet)
  }
  const walk: Walk = { fragments, fields: 0, introspections: 0 }
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION && node.kind !== Kind.FRAGMENT_DEFINITION) continue
    const fields = walkLevel(walk, node.selectionSet, 1, plain)
    if (node.kind === Kind.OPERATION_DEFINITION && fields > limits.rootFields) {
      throw new GraphQLError(`more than ${limits.rootFields} fields at the root`, { nodes: node })
    }
  }
  return { introspects: walk.introspections > 0, fields: walk.fields }
}

type Walk = {
  fragments: Map<string, SelectionSetNode>
  fields: number
  /** Of `__schema` and `__type`. */
  introspections: number
}

type Bounds = { depth: number; aliases: boolean }

const plain: Bounds = { depth: limits.depth, aliases: true }
const introspecting: Bounds = { depth: limits.introspectionDepth, aliases: false }

/** Counts the fields of one level, inline and spread fragments included, and walks the levels under them. */
function walkLevel(walk: Walk, level: SelectionSetNode, depth: number, bounds: Bounds): number {
  const sets = [level]
  const spread = new Set<string>()
  const repeats = new Map<string, number>()
  let count = 0
  for (let set = sets.pop(); set; set = sets.pop()) {
    for (const node of set.selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) sets.push(node.selectionSet)
      else if (node.kind === Kind.FIELD) {
        countField(walk, repeats, node, bounds)
        if (node.selectionSet) walkUnder(walk, node, node.selectionSet, depth, bounds)
        count++
      } else if (!spread.has(node.name.value)) {
        spread.add(node.name.value)
        const fragment = walk.fragments.get(node.name.value)
        if (fragment) sets.push(fragment)
      }
    }
  }
  return count
}

function countField(walk: Walk, repeats: Map<string, number>, node: FieldNode, bounds: Bounds): void {
  const seen = (repeats.get(node.name.value) ?? 0) + 1
  repeats.set(node.name.value, seen)
  if (seen > limits.repeats) {
    throw new GraphQLError(`"${node.name.value}" is selected more than ${limits.repeats} times`, { nodes: node })
  }
  if (node.alias && !bounds.aliases) throw new GraphQLError('fields of the schema have no aliases', { nodes: node })
  if (++walk.fields > limits.fields) throw new GraphQLError(`more than ${limits.fields} fields`, { nodes: node })
}

function walkUnder(walk: Walk, node: FieldNode, under: SelectionSetNode, depth: number, bounds: Bounds): void {
  if (depth >= bounds.depth) throw new GraphQLError(`nested deeper than ${bounds.depth} levels`, { nodes: node })
  const introspects = node.name.value === '__schema' || node.name.value === '__type'
  if (introspects && ++walk.introspections > limits.introspections) {
    throw new GraphQLError(`the schema is asked for more than ${limits.introspections} times`, { nodes: node })
  }
  walkLevel(walk, under, depth + 1, introspects ? introspecting : bounds)
}
