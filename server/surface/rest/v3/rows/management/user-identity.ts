import Type from 'typebox'
import { unlinkSource } from '#domain/account/account-linking/unlink-identity.ts'
import { linkFromSource } from '#domain/people/identity/link-identity.ts'
import { listIdentities, listPlacedIdentities } from '#domain/people/identity/list.ts'
import { getPrincipal } from '#domain/people/principal/find.ts'
import { maskCode, type Principal } from '#domain/people/principal/principal.ts'
import { resetPrincipal } from '#domain/people/principal/reset.ts'
import { askOfNamed, doToNamed } from '#domain/people/user/named.ts'
import { restDate } from '../../../../view/user.ts'
import { object, optionalFlag, optionalText, text } from '../../../engine/fields.ts'
import { momentOrNull, noun, pageResult, word, wordOrNull, yesOrNo } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { encodeLinked } from '../../encode-person.ts'
import { namedPerson, succeeded, success, userIdType } from '../../fields.ts'
import { Identity } from '../../nouns/person.ts'

const ofPerson = (userId: string) => ({ userId })

const UsedIdentity = noun('UsedIdentity', 'Where a person has an account that they can sign in with.', {
  identityId: word(),
  idpId: wordOrNull('The identity source; null for one that is no more.'),
  idpName: word('Of the identity source, or else the kind of provider.'),
  idpNameEn: word('The same: a source has one name.'),
  idpLogo: wordOrNull(),
})

const KnownPrincipal = noun('KnownPrincipal', 'Who somebody is in real life, as far as they have said.', {
  authenticated: yesOrNo('It is confirmed.'),
  principalType: word('P for a person, E for an enterprise.'),
  principalCode: word('Of the number the first and the last character alone.'),
  principalName: word(),
  authenticatedAt: momentOrNull(),
})

function encodePrincipals(principal: Principal | null) {
  if (!principal) return { totalCount: 0, list: [] }
  const { claim, status, authenticatedAt } = principal
  const known = {
    authenticated: status === 'verified',
    principalType: claim.type,
    principalCode: maskCode(claim.code),
    principalName: claim.name,
    authenticatedAt: authenticatedAt && restDate(authenticatedAt),
  }
  return { totalCount: 1, list: [known] }
}

const source = {
  userId: text('The person.'),
  extIdpId: text('The identity source.'),
  type: optionalText('What kind of account.'),
  isSocial: optionalFlag('A social provider, and not one of an enterprise.'),
}

/** Who people are elsewhere, and in real life. */
export const userIdentityRows: RestRow[] = [
  row('GET /api/v3/get-user-identities', askOfNamed(listIdentities), {
    summary: 'List the accounts of a person at other providers',
    query: namedPerson,
    decode: ({ query }) => ({ ...query, given: ofPerson }),
    result: Type.Array(Identity),
    encode: (identities) => identities.map(encodeLinked),
  }),
  row('GET /api/v3/get-user-logged-in-identities', askOfNamed(listPlacedIdentities), {
    summary: 'List the identity sources where a person has an account',
    query: namedPerson,
    decode: ({ query }) => ({ ...query, given: ofPerson }),
    result: Type.Array(UsedIdentity),
    encode: (identities) =>
      identities.map(({ provider, userIdInIdp, extIdpId, source, logo }) => ({
        identityId: `${provider}:${userIdInIdp}`,
        idpId: extIdpId || null,
        idpName: source?.name ?? provider,
        idpNameEn: source?.name ?? provider,
        idpLogo: logo,
      })),
  }),
  row('POST /api/v3/link-identity', linkFromSource, {
    summary: 'Give a person an account at an identity source',
    body: { ...source, userIdInIdp: text('The id of the account there.') },
    decode: ({ body }) => body,
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/unlink-identity', unlinkSource, {
    summary: 'Take the accounts at an identity source from a person',
    body: source,
    decode: ({ body }) => body,
    result: success,
    encode: succeeded,
  }),
  row('GET /api/v3/get-user-principal-authentication-info', askOfNamed(getPrincipal), {
    summary: 'Read who a person is in real life',
    query: namedPerson,
    decode: ({ query }) => ({ ...query, given: ofPerson }),
    result: pageResult(KnownPrincipal),
    encode: encodePrincipals,
  }),
  row('POST /api/v3/reset-user-principal-authentication-info', doToNamed(resetPrincipal), {
    summary: 'Forget who a person is in real life',
    body: { userId: text('The person.'), options: object('How the person is named.', { userIdType }) },
    decode: ({ body: { userId, options } }) => ({ userId, ...options, given: ofPerson }),
    result: success,
    encode: succeeded,
  }),
]
