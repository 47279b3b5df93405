import { linkAccounts, unlinkAccount } from '#domain/identity/link-accounts.ts'
import { linkIdentity } from '#domain/identity/link-identity.ts'
import { listOwnIdentities } from '#domain/identity/list.ts'
import { unlinkIdentity, unlinkOwnSource } from '#domain/identity/unlink-identity.ts'
import { encodeIdentity } from '../../wire/identity.ts'
import type { Parts } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

const linked = { 'zh-CN': '绑定成功', 'en-US': 'Linked' } as const
const unlinked = { 'zh-CN': '解绑成功', 'en-US': 'Unlinked' } as const

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
