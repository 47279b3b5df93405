import type { Application } from './application.ts'

/** Of the application of the root pool that owners sign in to. One of the labels that nobody else may take. */
export const ownersIdentifier = 'admin'

/** Where the label was taken before it was kept, it has an ending. */
export function isOwnersApplication({ identifier }: Pick<Application, 'identifier'>): boolean {
  return identifier === ownersIdentifier || identifier.startsWith(`${ownersIdentifier}-`)
}
