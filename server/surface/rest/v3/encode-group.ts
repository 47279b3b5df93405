import type { Static } from 'typebox'
import { valuesOfGroups } from '#domain/people/custom-field/read-values.ts'
import type { Group } from '#domain/structure/group/group.ts'
import { encodeGroup as encode } from '../../view/structure.ts'
import { restDate } from '../../view/user.ts'
import type { Call } from '../engine/row.ts'
import type { Group as GroupNoun } from './nouns/group.ts'

type Encoded = Static<typeof GroupNoun>

export interface TellOfGroups {
  withCustomData?: boolean
}

/** Groups of one pool, with as much as was asked for: one look for all of them. */
export async function encodeGroups(groups: Group[], { domain }: Call, tell: TellOfGroups = {}): Promise<Encoded[]> {
  const [first] = groups
  if (!first) return []
  const ids = groups.map(({ id }) => id)
  const values = tell.withCustomData ? await valuesOfGroups(domain, first.userPoolId, ids) : null
  return groups.map((group) => ({
    ...encode(group, restDate),
    type: 'STATIC',
    metadataSource: [],
    ...(values && {
      customData: Object.fromEntries((values.get(group.id) ?? []).map(({ key, value }) => [key, value])),
    }),
  }))
}

export async function encodeOneGroup(group: Group, call: Call, tell?: TellOfGroups): Promise<Encoded> {
  const [encoded] = await encodeGroups([group], call, tell)
  return encoded as Encoded
}
