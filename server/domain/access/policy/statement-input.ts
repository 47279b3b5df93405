import { refuse } from '@menshen/contract/errors'
import { requireFew, requireSome } from '#domain/shape/list.ts'
import { checkedText, requiredText } from '#domain/shape/text.ts'
import { conditionFault } from '../permission/condition.ts'
import { storedPattern } from '../permission/pattern.ts'
import type { PolicyCondition, Statement } from './policy.ts'

/** A statement as doors hand it over; without an effect it allows. */
export interface StatementInput {
  resource: string
  actions: string[]
  effect?: 'ALLOW' | 'DENY' | null
  condition?: PolicyCondition[] | null
}

const most = 500

/** 400 for what a statement cannot be. */
export function parseStatements(statements: StatementInput[]): Statement[] {
  requireFew(statements, 'statements', most)
  return statements.map(({ resource, actions, effect, condition }) => ({
    resource: storedPattern(requiredText(resource, 'resource', 512)),
    actions: actionsOf(actions),
    effect: effect ?? 'ALLOW',
    condition: condition?.length ? condition.map(checkCondition) : null,
  }))
}

/** 400 for what no list of actions can be. */
export function actionsOf(actions: string[]): string[] {
  requireSome(actions, 'actions')
  return [...new Set(actions.map((action) => requiredText(action, 'actions', 256)))]
}

function checkCondition({ param, operator, value }: PolicyCondition): PolicyCondition {
  const fault = conditionFault({ param, operator, value })
  if (fault) refuse(400, fault)
  checkedText(JSON.stringify(value), 'condition.value', 2_000)
  return { param, operator, value }
}
