import type { Row } from '../shapes.ts'
import { graphqlRows } from './graphql.ts'
import { oidcRows } from './oidc.ts'
import { restRows } from './rest.ts'
import { scaleRows } from './scale.ts'
import { signInRows } from './sign-in.ts'

/** What is measured of one installation. */
export const usualRows: Row[] = [...graphqlRows, ...restRows, ...signInRows, ...oidcRows]

export const allRows: Row[] = [...usualRows, ...scaleRows]

/** The rows whose id is named, all where none is; a name that ends in `*` means all that begin so. */
export function pickRows(rows: Row[], only: string[]): Row[] {
  if (only.length === 0) return rows
  const picked = rows.filter(({ id }) =>
    only.some((name) => (name.endsWith('*') ? id.startsWith(name.slice(0, -1)) : id === name)),
  )
  if (picked.length === 0) throw new Error(`--only names no row; there are ${rows.map(({ id }) => id).join(', ')}`)
  return picked
}
