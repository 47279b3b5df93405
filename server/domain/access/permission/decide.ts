import { refuse } from '@menshen/contract/errors'
import { arnOf } from '#domain/people/user/user.ts'
import { requireFew } from '#domain/shape/list.ts'
import { requireSubject } from '#domain/shape/subject.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Before, Question } from '#domain/shape/verb.ts'
import { namespaceOf } from '#domain/tenancy/namespace/require.ts'
import { findAccessAccounts } from '../access-account/access-account-store.ts'
import { findResources } from '../resource/resource-store.ts'
import { allHold, type ConditionContext } from './condition.ts'
import { fits, kindOf } from './pattern.ts'
import { findRulesAbout, type PermissionRule } from './rule-store.ts'

export interface PermissionQuery {
  /** Null: the caller. */
  userId: string | null
  /** `AK_SK`: `userId` is that of a programmatic access account. */
  type?: 'USER' | 'AK_SK'
  resource: string
  action: string
  namespace?: string | null | undefined
}

export interface Decision {
  /** Something allows it, and nothing denies it. */
  allowed: boolean
  /** Something denies it, which goes before whatever allows it. */
  denied: boolean
}

/**
 * Whether a person may do an action on a resource. Who does not exist may do nothing. Read afresh, so it is right as soon
 * as a change is committed. 1001 when people ask about others, 400 a resource of more than 1000 characters.
 */
export const decide: Question<PermissionQuery, Decision> = {
  name: 'permission.decide',
  admits: 'any user or manager',
  async answer(before, { userId, type = 'USER', resource, action, namespace }) {
    const { reader, pool, now } = before
    const id = requireSubject(before, userId)
    if (type === 'AK_SK' && !(await isSwitchedOn(before, id))) return { allowed: false, denied: false }
    // All beginnings of the text are looked up.
    const about = checkedText(resource, 'resource')
    const rules = await findRulesAbout(reader, pool.id, { namespace: namespaceOf(namespace), now }, { type, id }, [
      about,
    ])
    return judge(rules, about, action, conditionContextOf(before, id))
  },
}

/** 1001 for people: an account is no business of theirs. */
async function isSwitchedOn({ reader, pool, caller }: Before, id: string): Promise<boolean> {
  if (caller.kind !== 'manager') refuse(1001)
  const [account] = await findAccessAccounts(reader, pool.id, [id])
  return account?.enabled === true
}

/** What a person may do on each of these resources: the actions that the resource defines, as far as they are allowed. */
export const decideMany: Question<
  { userId: string; resources: string[]; namespace: string | null },
  { resource: string; actions: string[] }[]
> = {
  name: 'permission.decide-many',
  admits: 'any user or manager',
  async answer(before, { userId, resources, namespace }) {
    const { reader, pool, now } = before
    // All beginnings of each are looked up.
    requireFew(resources, 'resources', 100)
    checkedText(resources.join(''), 'resources', 10_000)
    const id = requireSubject(before, userId)
    const within = namespaceOf(namespace)
    const rules = await findRulesAbout(reader, pool.id, { namespace: within, now }, { type: 'USER', id }, resources)
    const defined = await findResources(
      reader,
      pool.id,
      within,
      resources.flatMap((code) => [code, kindOf(code)]),
    )
    const circumstances = conditionContextOf(before, id)
    return resources.map((resource) => {
      const definition = defined.find(({ code }) => code === resource || code === kindOf(resource))
      const names = (definition?.actions ?? []).map(({ name }) => name)
      return { resource, actions: names.filter((name) => judge(rules, resource, name, circumstances).allowed) }
    })
  },
}

/** What rules say of one action on one resource. */
export function judge(
  rules: PermissionRule[],
  resource: string,
  action: string,
  circumstances: ConditionContext,
): Decision {
  const fitting = rules.filter(
    (rule) =>
      fits(rule.resource, resource) &&
      rule.actions.some((pattern) => fits(pattern, action)) &&
      allHold(rule.condition, circumstances),
  )
  const denied = fitting.some(({ allows }) => !allows)
  return { allowed: fitting.length > 0 && !denied, denied }
}

export function conditionContextOf({ pool, application, client, now }: Before, userId: string): ConditionContext {
  return {
    UserPoolId: pool.id,
    AppId: application?.id ?? '',
    UserId: userId,
    UserArn: arnOf({ userPoolId: pool.id, id: userId }),
    ClientIp: client.ip,
    UserAgent: client.userAgent ?? '',
    CurrentTime: now.toISOString(),
  }
}
