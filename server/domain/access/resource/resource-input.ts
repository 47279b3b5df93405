import { refuse } from '@menshen/contract/errors'
import { choiceOf } from '#domain/shape/choice.ts'
import { isObject, isOf, objects, ofKind, text, textOf } from '#domain/shape/kind.ts'
import { requireFew } from '#domain/shape/list.ts'
import { requiredText } from '#domain/shape/text.ts'
import type { Action, Resource, ResourceType } from './resource-store.ts'

/** Fields of a resource as doors hand them over, unchecked; what is not given stays. */
export type ResourceInput = Partial<
  Record<'code' | 'name' | 'type' | 'description' | 'actions' | 'apiIdentifier', unknown>
>

export type ResourceFields = Partial<
  Pick<Resource, 'code' | 'name' | 'type' | 'description' | 'actions' | 'apiIdentifier'>
>

const types = ['DATA', 'API', 'MENU', 'UI', 'BUTTON'] satisfies ResourceType[]

/** 400 for what a resource cannot be. */
export function parseResource({
  code,
  name,
  type,
  description,
  actions,
  apiIdentifier,
}: ResourceInput): ResourceFields {
  return {
    ...(given(code) && { code: codeOf(code) }),
    ...(given(name) && { name: textOf(name, 'name') }),
    ...(given(type) && { type: choiceOf(type, 'type', types) }),
    ...(given(description) && { description: textOf(description, 'description') }),
    ...(given(actions) && { actions: actionsOf(actions) }),
    ...(given(apiIdentifier) && { apiIdentifier: textOf(apiIdentifier, 'apiIdentifier') }),
  }
}

const given = (value: unknown) => value !== undefined && value !== null

/** A star would make a pattern of it. */
function codeOf(value: unknown): string {
  const code = requiredText(textOf(value, 'code'), 'code', 512)
  return code.includes('*') ? refuse(400, { variant: 'item', values: { field: 'code', item: '*' } }) : code
}

function actionsOf(value: unknown): Action[] {
  const actions = ofKind(objects, value, 'actions')
  requireFew(actions, 'actions')
  return actions.map((action) => {
    const { name, description } = isObject(action) ? action : { name: action, description: null }
    if (!isOf(text, name)) return refuse(400, { variant: 'missing', values: { field: 'actions.name' } })
    return {
      name: requiredText(name, 'actions.name', 256),
      description: isOf(text, description) ? textOf(description, 'actions.description') : null,
    }
  })
}
