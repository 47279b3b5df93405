import { unlinkAccount } from '#domain/identity/link-accounts.ts'
import { listOwnIdentities } from '#domain/identity/list.ts'
import { unlinkOwnSource } from '#domain/identity/unlink-identity.ts'
import { deleteOwnAccount } from '#domain/user/delete-own.ts'
import { exportOwnAccount } from '#domain/user/export-own.ts'
import { encodeAccountExport } from '../../wire/account-export.ts'
import { restDate } from '../../wire/user.ts'
import { type AccountAction, asking, codeIn, doing } from './action.ts'

/** Accounts elsewhere, everything to take away, and the ways out. */
export const dataActions: Record<string, AccountAction> = {
  linked: asking(
    listOwnIdentities,
    () => ({}),
    (identities) => ({
      linked: identities.map(({ provider, extIdpId, type, userIdInIdp, userInfo, createdAt }) => ({
        provider,
        extIdpId,
        type,
        account: nameOf(userInfo) ?? userIdInIdp,
        createdAt: restDate(createdAt),
      })),
    }),
  ),
  unlink: doing(unlinkAccount, ({ provider = '' }, { hints }) => ({ primaryUserToken: hints.token, provider })),
  'unlink-source': doing(unlinkOwnSource, ({ extIdpId = '' }) => ({ extIdpId })),
  export: asking(
    exportOwnAccount,
    () => ({}),
    (account) => ({ account: encodeAccountExport(account) }),
  ),
  'delete-account': doing(deleteOwnAccount, ({ password, code }) => ({
    password: password || null,
    code: codeIn(code) || null,
    encrypted: false,
  })),
  /** The browser's session, and with it ours and whatever else hangs on it. */
  async 'sign-out'({ pages, request, reply, place }) {
    await pages.interactions.signOut(request, reply, place.pool.id)
    return { location: `${place.base}/signed-out` }
  },
}

/** What the other provider calls the person there. */
function nameOf(info: Record<string, unknown>): string | null {
  const name = [info.nickname, info.name, info.username, info.login, info.email].find(
    (text) => typeof text === 'string' && text !== '',
  )
  return (name as string | undefined) ?? null
}
