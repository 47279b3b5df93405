import { refuse } from '@menshen/contract/errors'
import { choiceOf } from '#domain/shape/choice.ts'
import { requireFew } from '#domain/shape/list.ts'
import { checkedText, requiredText } from '#domain/shape/text.ts'
import type { Action, Resource, ResourceType } from './resource-store.ts'

/** Fields of a resource as doors hand them over, unchecked; what is not given stays. */
export type ResourceInput = Partial<Record<'code' | 'type' | 'description' | 'actions' | 'apiIdentifier', unknown>>

export type ResourceFields = Partial<Pick<Resource, 'code' | 'type' | 'description' | 'actions' | 'apiIdentifier'>>

const types = ['DATA', 'API', 'MENU', 'UI', 'BUTTON'] satisfies ResourceType[]

/** 400 for what a resource cannot be. */
export function parseResource({ code, type, description, actions, apiIdentifier }: ResourceInput): ResourceFields {
  return {
    ...(given(code) && { code: codeOf(code) }),
    ...(given(type) && { type: choiceOf(type, 'type', types) }),
    ...(given(description) && { description: text(description, 'description') }),
    ...(given(actions) && { actions: actionsOf(actions) }),
    ...(given(apiIdentifier) && { apiIdentifier: text(apiIdentifier, 'apiIdentifier') }),
  }
}

const given = (value: unknown) => value !== undefined && value !== null

function text(value: unknown, field: string): string {
  return typeof value === 'string' ? checkedText(value, field) : refuse(400, { variant: 'text', values: { field } })
}

/** A star would make a pattern of it. */
function codeOf(value: unknown): string {
  const code = requiredText(text(value, 'code'), 'code', 512)
  return code.includes('*') ? refuse(400, { variant: 'item', values: { field: 'code', item: '*' } }) : code
}

function actionsOf(value: unknown): Action[] {
  if (!Array.isArray(value)) return refuse(400, { variant: 'objects', values: { field: 'actions' } })
  requireFew(value, 'actions')
  return value.map((action: unknown) => {
    const { name, description } = (typeof action === 'object' && action !== null ? action : { name: action }) as Action
    if (typeof name !== 'string') return refuse(400, { variant: 'missing', values: { field: 'actions.name' } })
    return {
      name: requiredText(name, 'actions.name', 256),
      description: typeof description === 'string' ? checkedText(description, 'actions.description') : null,
    }
  })
}
