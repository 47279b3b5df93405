import type { World } from '../kit/world.ts'

export interface Route {
  method: string
  path: string
}

/** Every route that the server has, read out of the server itself. `*` is what the OpenID Connect engine answers. */
export function routesOf({ app }: World): Route[] {
  const above: string[] = []
  const lines = app.http.printRoutes({ commonPrefix: false }).split('\n')
  return lines.flatMap((line) => {
    const [, indent = '', part = '', methods = ''] = /^([│ ]*[├└]── )(.*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? []
    if (!indent) return []
    const depth = indent.length / 4
    above.length = depth - 1
    above.push(part)
    const path = above.join('').replace(/^\/\/?/, '/')
    return methods.split(', ').flatMap((method) => (method ? [{ method, path }] : []))
  })
}
