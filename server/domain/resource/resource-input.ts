import { refuse } from '@menshen/contract/errors'
import { checkedText, requiredText } from '../text.ts'
import type { Action, Resource, ResourceType } from './resource-store.ts'

/** Fields of a resource as doors hand them over, unchecked; what is not given stays. */
export type ResourceInput = Partial<Record<'code' | 'type' | 'description' | 'actions' | 'apiIdentifier', unknown>>

export type ResourceFields = Partial<Pick<Resource, 'code' | 'type' | 'description' | 'actions' | 'apiIdentifier'>>

const types: readonly unknown[] = ['DATA', 'API', 'MENU', 'UI', 'BUTTON'] satisfies ResourceType[]

/** 400 for what a resource cannot be. */
export function parseResource({ code, type, description, actions, apiIdentifier }: ResourceInput): ResourceFields {
  if (given(type) && !types.includes(type)) wrong('type must be DATA, API, MENU, UI or BUTTON')
  return {
    ...(given(code) && { code: codeOf(code) }),
    ...(given(type) && { type: type as ResourceType }),
    ...(given(description) && { description: text(description, 'description') }),
    ...(given(actions) && { actions: actionsOf(actions) }),
    ...(given(apiIdentifier) && { apiIdentifier: text(apiIdentifier, 'apiIdentifier') }),
  }
}

const given = (value: unknown) => value !== undefined && value !== null

function wrong(detail: string): never {
  return refuse(400, { values: { detail } })
}

function text(value: unknown, field: string): string {
  return typeof value === 'string' ? checkedText(value, field) : wrong(`${field} must be a text`)
}

/** A star would make a pattern of it. */
function codeOf(value: unknown): string {
  const code = typeof value === 'string' ? requiredText(value, 'code', 512) : wrong('code must be a text')
  return code.includes('*') ? wrong('code must not contain *') : code
}

function actionsOf(value: unknown): Action[] {
  if (!Array.isArray(value) || value.length > 1_000) return wrong('actions must be a list of at most 1000')
  return value.map((action: unknown) => {
    const { name, description } = (typeof action === 'object' && action !== null ? action : { name: action }) as Action
    if (typeof name !== 'string') return wrong('every action needs a name')
    return {
      name: requiredText(name, 'actions.name', 256),
      description: typeof description === 'string' ? checkedText(description, 'actions.description') : null,
    }
  })
}
