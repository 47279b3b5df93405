import { linkAccounts } from '#domain/account/account-linking/link.ts'
import { listOwnLinkings, type UndoableLinking, undoOwnLinking } from '#domain/account/account-linking/undo-own.ts'
import { unlinkAccount, unlinkIdentity, unlinkOwnSource } from '#domain/account/account-linking/unlink-identity.ts'
import { linkIdentity } from '#domain/people/identity/link-identity.ts'
import { listOwnIdentities } from '#domain/people/identity/list.ts'
import { encodeIdentity } from '../../wire/identity.ts'
import { restDate } from '../../wire/user.ts'
import type { Parts } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

const linked = { 'zh-CN': '绑定成功', 'en-US': 'Linked' } as const
const unlinked = { 'zh-CN': '解绑成功', 'en-US': 'Unlinked' } as const

const undone = { 'zh-CN': '已撤销合并', 'en-US': 'Two accounts again' } as const

function encodeLinking({ id, createdAt, expiresAt, second }: UndoableLinking) {
  return { id, linkedAt: restDate(createdAt), undoableUntil: restDate(expiresAt), account: second }
}

/** The clients call the provider `identifier` here. */
function decodeSource({ body }: Parts) {
  return {
    userId: body.text('userId'),
    provider: body.text('identifier'),
    extIdpId: body.optionalText('extIdpId'),
    type: body.optionalText('type'),
    isSocial: body.has('isSocial') ? body.flag('isSocial') : true,
  }
}

export const identityRows: Row[] = [
  row(
    'POST /api/v2/users/link',
    linkAccounts,
    ({ body }) => ({
      primaryUserToken: body.text('primaryUserToken'),
      secondaryUserToken: body.text('secondaryUserToken'),
    }),
    done,
    { saying: linked },
  ),
  row(
    'GET /api/v2/users/me/linkings',
    listOwnLinkings,
    () => ({}),
    (linkings) => linkings.map(encodeLinking),
  ),
  row(
    'POST /api/v2/users/me/linkings/:id/undo',
    undoOwnLinking,
    ({ path }) => ({ id: path.text('id') }),
    (answer) => answer,
    { saying: undone },
  ),
  row(
    'POST /api/v2/users/unlink',
    unlinkAccount,
    ({ body }) => ({ primaryUserToken: body.text('primaryUserToken'), provider: body.text('provider') }),
    done,
    { saying: unlinked },
  ),
  row(
    'POST /api/v2/users/identity/link',
    linkIdentity,
    (parts) => ({ ...decodeSource(parts), userIdInIdp: parts.body.text('userIdInIdp') }),
    done,
    { saying: linked },
  ),
  row('POST /api/v2/users/identity/unlink', unlinkIdentity, decodeSource, done, { saying: unlinked }),
  row(
    'GET /api/v3/get-identities',
    listOwnIdentities,
    () => ({}),
    (identities) => identities.map(encodeIdentity),
  ),
  row('POST /api/v3/unlink-extidp', unlinkOwnSource, ({ body }) => ({ extIdpId: body.text('extIdpId') }), done, {
    saying: unlinked,
  }),
]
