import type { ToldPermission } from '#domain/access/permission/list-resources.ts'
import { optionalChoice, optionalText } from '../engine/fields.ts'
import { resourceTypes } from './nouns/access.ts'

/** Of what somebody may do, which part is asked for. */
export const permitted = {
  namespace: optionalText('The namespace of the resources; the default one when left out.'),
  resourceType: optionalChoice(resourceTypes, 'Only resources of this type.'),
}

function encode({ code, description, type, apiIdentifier, actions, effect }: ToldPermission) {
  return { resourceCode: code, description, resourceType: type, apiIdentifier, actions, effect }
}

export const encodePermitted = (list: ToldPermission[]) => ({ totalCount: list.length, list: list.map(encode) })
