import { unlinkOwnSource } from '#domain/account/account-linking/unlink-identity.ts'
import { exportOwnAccount } from '#domain/account/export/export-own.ts'
import { deleteOwnAccount } from '#domain/account/lifecycle/delete-own.ts'
import { listOwnIdentities } from '#domain/people/identity/list.ts'
import { nameApplications } from '#domain/tenancy/application/named.ts'
import { encodeAccountExport } from '../../view/account-export.ts'
import { restDate } from '../../view/user.ts'
import { languageOf } from '../frame/language-of.ts'
import { ask, codeIn, doing, type Handlers } from './action.ts'
import { renderExport } from './export-page.ts'

/** Accounts elsewhere, everything to take away, and the ways out. */
export const dataActions: Handlers<'linked' | 'unlink' | 'unlink-source' | 'export' | 'delete-account' | 'sign-out'> = {
  async linked(visit) {
    const identities = await ask(visit, listOwnIdentities, {})
    return {
      linked: identities.map(({ provider, extIdpId, type, userIdInIdp, userInfo, createdAt }) => ({
        provider,
        extIdpId,
        type,
        account: nameOf(userInfo) ?? userIdInIdp,
        createdAt: restDate(createdAt),
      })),
    }
  },
  unlink: doing(unlinkOwnSource, ({ provider = '' }) => ({ provider })),
  'unlink-source': doing(unlinkOwnSource, ({ extIdpId = '' }) => ({ extIdpId })),
  async export(visit, { form }) {
    const { place, request } = visit
    const account = encodeAccountExport(await ask(visit, exportOwnAccount, {}))
    const day = (account.exportedAt ?? '').slice(0, 10)
    if (form !== 'page')
      return { name: `account-${day}.json`, type: 'application/json', text: JSON.stringify(account, null, 2) }
    const names = await ask(visit, nameApplications, { ids: applicationsIn(account) })
    const about = { account, names, pool: place.pool.name, language: languageOf(request.headers) }
    return { name: `account-${day}.html`, type: 'text/html', text: renderExport(about) }
  },
  'delete-account': doing(deleteOwnAccount, ({ password, code }) => ({
    password: password || null,
    code: codeIn(code) || null,
    encrypted: false,
  })),
  /** The browser's session, and with it ours and whatever else hangs on it. */
  async 'sign-out'({ pages, request, reply, place }) {
    await pages.browsers.signOut({ request, reply }, place.pool.id)
    return { location: `${place.base}/signed-out` }
  },
}

/** The ids of those that an export names. */
function applicationsIn(account: ReturnType<typeof encodeAccountExport>): string[] {
  const { sessions, loginHistory, consents, applications, subAccounts, activity } = account
  const places = [sessions, loginHistory, consents, applications, subAccounts, activity].flat()
  return places.map(({ applicationId }) => applicationId).filter((id) => id !== null)
}

/** What the other provider calls the person there. */
function nameOf(info: Record<string, unknown>): string | null {
  const name = [info.nickname, info.name, info.username, info.login, info.email].find(
    (text) => typeof text === 'string' && text !== '',
  )
  return (name as string | undefined) ?? null
}
