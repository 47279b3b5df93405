import type { Grant, KoaContextWithOIDC } from 'oidc-provider'
import { ownerOf } from './clients.ts'

/**
 * The grant under which a person uses an application: the one just consented to, or the one of this browser session.
 * Applications of our own get what they ask for without a question; a `prompt=consent` is asked all the same.
 */
export async function grantAsked(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, session, result, account, provider, requestParamOIDCScopes: scopes } = ctx.oidc
  if (!client || !session || !account) return undefined
  const id = result?.consent?.grantId ?? session.grantIdFor(client.clientId)
  const found = id ? await provider.Grant.find(id) : undefined
  const known = found?.accountId === account.accountId ? found : undefined
  if (!ownerOf(client).application.settings.firstParty) return known
  const grant = known ?? new provider.Grant({ accountId: account.accountId, clientId: client.clientId })
  const encountered = new Set(grant.getOIDCScopeEncountered().split(' '))
  const missing = [...scopes].filter((scope) => !encountered.has(scope))
  if (missing.length === 0 && known) return known
  grant.addOIDCScope(missing)
  await grant.save()
  return grant
}
