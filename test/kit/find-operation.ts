import type { KnownOperation } from '#surface/rest/engine/list-known.ts'

/** Finds among operations the one that a request is one of; undefined for none of them. One that is named goes before a parameter: `users/me` is no id. */
export function operationFinder<One extends KnownOperation>(
  operations: readonly One[],
): (method: string, path: string) => One | undefined {
  const shapes = operations
    .map((operation) => ({
      operation,
      parameters: operation.path.split(':').length,
      fits: new RegExp(`^${operation.path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')}$`),
    }))
    .sort((one, other) => one.parameters - other.parameters)
  return (method, path) =>
    shapes.find(({ operation, fits }) => operation.method === method && fits.test(path))?.operation
}
