import Type from 'typebox'
import { like } from '../engine/fields.ts'

/** A code that a namespace is given. Shorter than what may be found: these clients promise their users 64 signs. */
export const namespaceCode = (description: string) =>
  like(Type.String({ pattern: '^[\\w.-]{1,64}$' }), '"shop_2"', description)

/** A code that a resource is given: letters and signs of ASCII, without space and without the star of patterns. */
export const resourceCode = (description: string) =>
  like(Type.String({ pattern: '^[!-)+-~]{1,64}$' }), '"order:1"', description)
