import { ask as askAt } from './rest.ts'
import { graphql, type Outcome, rest, type Speaking } from './wire.ts'
import type { World } from './world.ts'

export interface Speaker {
  /** A GraphQL operation. */
  ask(query: string, variables?: object, speaking?: Speaking): Promise<Outcome>
  /** A REST request. */
  call(method: string, path: string, body?: unknown, speaking?: Speaking): Promise<Outcome>
  /** The same by one line: `POST /api/v2/users`. */
  request(line: string, body?: unknown, speaking?: Speaking): Promise<Outcome>
}

/**
 * Speaks to a file's world at both doors, as the application of its first pool and as `as` says, unless a request says otherwise.
 * Both are asked for with each request: a file makes its world in a hook.
 */
export function speakerIn(world: () => World, as: () => Speaking = () => ({})): Speaker {
  const at = (speaking: Speaking = {}) => ({ tenant: world().tenant, ...as(), ...speaking })
  return {
    ask: (query, variables = {}, speaking) => graphql(world().origin, query, variables, at(speaking)),
    call: (method, path, body, speaking) => rest(world().origin, method, path, body, at(speaking)),
    request: (line, body, speaking) => askAt(world(), line, at(speaking), body),
  }
}
