import { refuse } from '@menshen/contract/errors'

/** The tree of an import. The clients for Python and Go send it as JSON in a text: 400 for what is none, 2231 without it. */
export function decodeTree(file: unknown): unknown {
  if (typeof file !== 'string') return file ?? refuse(2231)
  try {
    return JSON.parse(file)
  } catch {
    return refuse(400, { variant: 'json' })
  }
}
