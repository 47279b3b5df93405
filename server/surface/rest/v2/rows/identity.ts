import Type from 'typebox'
import { linkAccounts } from '#domain/account/account-linking/link.ts'
import { listOwnLinkings, type UndoableLinking, undoOwnLinking } from '#domain/account/account-linking/undo-own.ts'
import { unlinkAccount, unlinkIdentity } from '#domain/account/account-linking/unlink-identity.ts'
import { linkIdentity } from '#domain/people/identity/link-identity.ts'
import { restDate } from '../../../view/user.ts'
import { flag, optionalText, text } from '../../engine/fields.ts'
import { doneResult, shape, word, wordOrNull } from '../../engine/results.ts'
import { done, type RestRow, row } from '../../engine/row.ts'
import { Linking } from '../nouns/session.ts'

const linked = { 'zh-CN': '绑定成功', 'en-US': 'Linked' } as const
const unlinked = { 'zh-CN': '解绑成功', 'en-US': 'Unlinked' } as const
const undone = { 'zh-CN': '已撤销合并', 'en-US': 'Two accounts again' } as const

function encodeLinking({ id, createdAt, expiresAt, second }: UndoableLinking) {
  return { id, linkedAt: restDate(createdAt), undoableUntil: restDate(expiresAt), account: second }
}

/** The clients call the provider `identifier` here. */
const source = {
  userId: text('The person.'),
  identifier: text('The provider, such as google.'),
  extIdpId: optionalText('The identity source.'),
  type: optionalText('What kind of account.'),
  isSocial: flag('A social provider, and not one of an enterprise.', { otherwise: true }),
}

const unlinkedMissing = Type.Enum(['username', 'email', 'phone', 'externalId', 'identity', 'subAccount'])

export const identityRows: RestRow[] = [
  row('POST /api/v2/users/link', linkAccounts, {
    summary: 'Make two accounts one',
    body: {
      primaryUserToken: text('A token of the account that stays.'),
      secondaryUserToken: text('A token of the account that goes into it.'),
    },
    decode: ({ body }) => body,
    result: doneResult,
    encode: done,
    saying: linked,
  }),
  row('GET /api/v2/users/me/linkings', listOwnLinkings, {
    summary: 'List the accounts that went into yours and can be given back',
    decode: () => ({}),
    result: Type.Array(Linking),
    encode: (linkings) => linkings.map(encodeLinking),
  }),
  row('POST /api/v2/users/me/linkings/:id/undo', undoOwnLinking, {
    summary: 'Make two accounts of yours again',
    decode: ({ path }) => path,
    result: shape({
      userId: word('The account that is back.'),
      primaryId: wordOrNull('The one that has given it back.'),
      missing: Type.Array(unlinkedMissing, { description: 'What could not be given, because somebody has it now.' }),
    }),
    encode: (answer) => answer,
    saying: undone,
  }),
  row('POST /api/v2/users/unlink', unlinkAccount, {
    summary: 'Take an account of another provider from yours',
    body: { primaryUserToken: text('Your token.'), provider: text('The provider, such as google.') },
    decode: ({ body }) => body,
    result: doneResult,
    encode: done,
    saying: unlinked,
  }),
  row('POST /api/v2/users/identity/link', linkIdentity, {
    summary: 'Give a person an account of another provider',
    body: { ...source, userIdInIdp: text('The id of the account there.') },
    decode: ({ body: { identifier, ...rest } }) => ({ ...rest, provider: identifier }),
    result: doneResult,
    encode: done,
    saying: linked,
  }),
  row('POST /api/v2/users/identity/unlink', unlinkIdentity, {
    summary: 'Take an account of another provider from a person',
    body: source,
    decode: ({ body: { identifier, ...rest } }) => ({ ...rest, provider: identifier }),
    result: doneResult,
    encode: done,
    saying: unlinked,
  }),
]
