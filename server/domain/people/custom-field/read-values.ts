import { refuse } from '@menshen/contract/errors'
import { type Domain, groundOf } from '#domain/shape/domain.ts'
import { requireFew } from '#domain/shape/list.ts'
import type { Ports } from '#domain/shape/ports.ts'
import type { RequestContext } from '#domain/shape/request-context.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Reader } from '#platform/database/database.ts'
import type { CustomValue, TargetType } from './custom-field.ts'
import { findValues } from './custom-value-store.ts'

interface Reading {
  reader: Reader
  ports: Pick<Ports, 'cached'>
}

/** Of one call. */
const mostTargets = 500

/**
 * What stands in the fields of these records, by their id: one statement for all of them, none where the pool has no such
 * fields. In the order of the fields. For who has been let see the records already.
 */
export async function valuesOf(
  { reader, ports }: Reading,
  userPoolId: string,
  type: TargetType,
  ids: readonly string[],
): Promise<Map<string, CustomValue[]>> {
  const values = new Map<string, CustomValue[]>(ids.map((id) => [id, []]))
  const all = (await ports.cached.customFields(userPoolId))?.all ?? []
  const fields = all.filter(({ targetType }) => targetType === type)
  if (fields.length === 0 || ids.length === 0) return values
  const stored = await findValues(reader, userPoolId, type, [...values.keys()])
  const found = new Map(stored.map((value) => [`${value.targetId}\0${value.key}`, value]))
  for (const [id, list] of values)
    for (const { key, dataType, label } of fields) {
      const value = found.get(`${id}\0${key}`)
      if (value) list.push({ key, dataType, label, value: value.value })
    }
  return values
}

/** The same of people whom a door is about to tell; `toThemselves`: without the fields that people are not shown. */
export async function valuesOfPeople(
  domain: Domain,
  userPoolId: string,
  ids: readonly string[],
  toThemselves = false,
): Promise<Map<string, CustomValue[]>> {
  const values = await valuesToTell(domain, userPoolId, 'USER', ids)
  if (!toThemselves) return values
  const all = (await groundOf(domain).ports.cached.customFields(userPoolId))?.all ?? []
  const hidden = new Set(
    all.flatMap((field) => (field.targetType === 'USER' && !field.visibleInCenter ? field.key : [])),
  )
  return new Map([...values].map(([id, list]) => [id, list.filter(({ key }) => !hidden.has(key))]))
}

/** The same of groups. */
export function valuesOfGroups(domain: Domain, userPoolId: string, ids: readonly string[]) {
  return valuesToTell(domain, userPoolId, 'GROUP', ids)
}

function valuesToTell(domain: Domain, userPoolId: string, type: TargetType, ids: readonly string[]) {
  const { unit, ports } = groundOf(domain)
  return valuesOf({ reader: unit.reader, ports }, userPoolId, type, ids)
}

/** 1001 when people ask for anything but themselves. */
export function requireOwn({ caller }: Pick<RequestContext, 'caller'>, type: TargetType, id: string): void {
  if (caller.kind === 'user' && (type !== 'USER' || id !== caller.userId)) refuse(1001)
}

/** The values of one record; of one that there is not, none. */
export const getValues: Question<{ targetType: TargetType; targetId: string }, CustomValue[]> = {
  name: 'custom-value.get',
  admits: 'any user or manager',
  async answer(before, { targetType, targetId }) {
    requireOwn(before, targetType, targetId)
    return (await valuesOf(before, before.pool.id, targetType, [targetId])).get(targetId) ?? []
  },
}

/** The values of up to 500 records (400 past that), by their id, in the order asked for. */
export const getValuesOfMany: Question<{ targetType: TargetType; targetIds: string[] }, Map<string, CustomValue[]>> = {
  name: 'custom-value.batch',
  admits: 'manager',
  answer(before, { targetType, targetIds }) {
    requireFew(targetIds, 'targetIds', mostTargets)
    return valuesOf(before, before.pool.id, targetType, targetIds)
  },
}
