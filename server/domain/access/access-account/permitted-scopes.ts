import type { Client } from '#domain/shape/request-context.ts'
import type { Reader } from '#platform/database/database.ts'
import type { ConditionContext } from '../permission/condition.ts'
import { judge } from '../permission/decide.ts'
import { findRules } from '../permission/rule-store.ts'
import type { AccessAccount } from './access-account.ts'

/**
 * The scopes among these that policies and grants give an account: `order:read` is the action `read`, or `order:read`, on
 * the resource `order` of the application's own namespace or of `default`.
 */
export async function permittedScopes(
  reader: Reader,
  { userPoolId, id, applicationId }: AccessAccount,
  scopes: string[],
  { client, now }: { client: Client; now: Date },
): Promise<Set<string>> {
  const shaped = scopes.filter((scope) => scope.lastIndexOf(':') > 0)
  if (shaped.length === 0) return new Set()
  const circumstances: ConditionContext = {
    UserPoolId: userPoolId,
    AppId: applicationId,
    UserId: id,
    UserArn: `arn:cn:authing:${userPoolId}:ak_sk:${id}`,
    ClientIp: client.ip,
    UserAgent: client.userAgent ?? '',
    CurrentTime: now.toISOString(),
  }
  const permitted = new Set<string>()
  for (const namespace of [applicationId, 'default']) {
    const rules = await findRules(reader, userPoolId, { namespace, now }, { type: 'AK_SK', id })
    for (const scope of shaped) {
      const at = scope.lastIndexOf(':')
      const may = (action: string) => judge(rules, scope.slice(0, at), action, circumstances)
      const [short, whole] = [may(scope.slice(at + 1)), may(scope)]
      if ((short.allowed || whole.allowed) && !short.denied && !whole.denied) permitted.add(scope)
    }
  }
  return permitted
}
