import { errors, type Grant, type KoaContextWithOIDC } from 'oidc-provider'
import { mayEnterApplication } from '#domain/application-access/admission.ts'
import type { Look } from '#platform/database/database.ts'
import { ownerOf } from './clients.ts'

/**
 * The grant under which a person uses an application: the one just consented to, or the one of this browser session.
 * Applications of our own get what they ask for without a question; a `prompt=consent` is asked all the same.
 * Who is signed in and not admitted to the application gets `access_denied`, unless somebody is about to sign in anew.
 */
export async function grantAsked(look: Look, ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, session, result, account, provider, requestParamOIDCScopes: scopes } = ctx.oidc
  if (!client || !session || !account) return undefined
  const { application } = ownerOf(client)
  if (!(await mayEnterApplication(look, application, account.accountId))) {
    if (ctx.oidc.prompts.has('login') && !result?.login) return undefined
    throw new errors.AccessDenied('the person may not enter this application')
  }
  const id = result?.consent?.grantId ?? session.grantIdFor(client.clientId)
  const found = id ? await provider.Grant.find(id) : undefined
  const known = found?.accountId === account.accountId ? found : undefined
  if (!application.settings.firstParty) return known
  const grant = known ?? new provider.Grant({ accountId: account.accountId, clientId: client.clientId })
  const encountered = new Set(grant.getOIDCScopeEncountered().split(' '))
  const missing = [...scopes].filter((scope) => !encountered.has(scope))
  if (missing.length === 0 && known) return known
  grant.addOIDCScope(missing)
  await grant.save()
  return grant
}
