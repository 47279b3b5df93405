import type { Row } from '../shapes.ts'
import { graphqlRows } from './graphql.ts'
import { oidcRows } from './oidc.ts'
import { scaleRows } from './scale.ts'
import { signInRows } from './sign-in.ts'

export const rows: Row[] = [...graphqlRows, ...signInRows, ...oidcRows, ...scaleRows]

/** The rows whose id is named; a name that ends in `*` means all that begin so. */
export function pickRows(only: string[]): Row[] {
  // Those of scale need people of their own: they are measured when named.
  if (only.length === 0) return rows.filter(({ id }) => !id.startsWith('scale-'))
  const picked = rows.filter(({ id }) =>
    only.some((name) => (name.endsWith('*') ? id.startsWith(name.slice(0, -1)) : id === name)),
  )
  if (picked.length === 0) throw new Error(`--only names no row; there are ${rows.map(({ id }) => id).join(', ')}`)
  return picked
}
