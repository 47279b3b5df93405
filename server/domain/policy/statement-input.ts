import { refuse } from '@menshen/contract/errors'
import { conditionFault } from '../permission/condition.ts'
import { storedPattern } from '../permission/pattern.ts'
import { checkedText, requiredText } from '../text.ts'
import type { Condition, Statement } from './policy.ts'

/** A statement as doors hand it over; without an effect it allows. */
export interface StatementInput {
  resource: string
  actions: string[]
  effect?: 'ALLOW' | 'DENY' | null
  condition?: Condition[] | null
}

const most = 500

/** 400 for what a statement cannot be. */
export function parseStatements(statements: StatementInput[]): Statement[] {
  if (statements.length > most) refuse(400, { values: { detail: `a policy can have ${most} statements` } })
  return statements.map(({ resource, actions, effect, condition }) => ({
    resource: storedPattern(requiredText(resource, 'resource', 512)),
    actions: actionsOf(actions),
    effect: effect ?? 'ALLOW',
    condition: condition?.length ? condition.map(checkCondition) : null,
  }))
}

/** 400 for what no list of actions can be. */
export function actionsOf(actions: string[]): string[] {
  if (actions.length === 0 || actions.length > 1_000) refuse(400, { values: { detail: 'name from 1 to 1000 actions' } })
  return [...new Set(actions.map((action) => requiredText(action, 'actions', 256)))]
}

function checkCondition({ param, operator, value }: Condition): Condition {
  const fault = conditionFault({ param, operator, value })
  if (fault) refuse(400, { values: { detail: fault } })
  checkedText(JSON.stringify(value), 'condition.value', 2_000)
  return { param, operator, value }
}
