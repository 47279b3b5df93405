import Type from 'typebox'
import { unlinkOwnSource } from '#domain/account/account-linking/unlink-identity.ts'
import { listOwnIdentities } from '#domain/people/identity/list.ts'
import { listOffered } from '#domain/tenancy/identity-source/find.ts'
import { isSocial } from '#domain/tenancy/identity-source/source.ts'
import { text } from '../../../engine/fields.ts'
import { doneResult } from '../../../engine/results.ts'
import { done, type RestRow, row } from '../../../engine/row.ts'
import { encodeLinked } from '../../encode-person.ts'
import { OfferedSource } from '../../nouns/identity-source.ts'
import { OwnIdentity } from '../../nouns/person.ts'

export const identityRows: RestRow[] = [
  row('GET /api/v3/get-identities', listOwnIdentities, {
    summary: 'List your accounts at other providers',
    decode: () => ({}),
    result: Type.Array(OwnIdentity),
    encode: (identities) =>
      identities.map((identity) => {
        const { userPoolId, userId, isSocial, connectionId, openid } = identity
        return { ...encodeLinked(identity), userPoolId, userId, isSocial, connectionId, openid }
      }),
  }),
  row('POST /api/v3/unlink-extidp', unlinkOwnSource, {
    summary: 'Take the accounts of an identity source from yours',
    body: { extIdpId: text('The identity source.') },
    decode: ({ body }) => body,
    result: doneResult,
    encode: done,
  }),
  row('GET /api/v3/get-application-enabled-extidps', listOffered, {
    summary: 'List the identity sources that the application has switched on',
    decode: () => ({}),
    result: Type.Array(OfferedSource),
    encode: (connections) =>
      connections.map((connection) => ({
        identifier: connection.identifier,
        extIdpId: connection.sourceId,
        type: connection.sourceType,
        extIdpType: isSocial(connection.sourceType) ? ('social' as const) : ('enterprise' as const),
        name: connection.displayName,
        logo: connection.logo,
        bindUrl: null,
      })),
  }),
]
