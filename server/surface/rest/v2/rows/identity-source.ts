import { refuse } from '@menshen/contract/errors'
import Type from 'typebox'
import { createSource, deleteSource, renameIdentitySource } from '#domain/structure/identity-source/change-source.ts'
import { switchConnection, switchSource } from '#domain/structure/identity-source/switch.ts'
import {
  createConnection,
  deleteConnection,
  updateConnection,
} from '#domain/tenancy/identity-source/change-connection.ts'
import { checkIdentifier, getSource, listSources } from '#domain/tenancy/identity-source/find.ts'
import { encodeConnection, encodeSource } from '../../../view/identity-source.ts'
import { optionalFlag, optionalObjects, optionalText, optionalUnchecked, text } from '../../engine/fields.ts'
import { doneResult } from '../../engine/results.ts'
import { done, type RestRow, row } from '../../engine/row.ts'
import { Connection, IdentitySource } from '../nouns/pool.ts'

const connection = {
  type: optionalText('How it is reached, such as oidc.'),
  identifier: optionalText('Unique in the pool.'),
  displayName: optionalText('What people read.'),
  logo: optionalText('The address of a picture.'),
  fields: optionalUnchecked('What the type needs: addresses, client ids, secrets.', { type: 'object' }),
  userMatchFields: optionalUnchecked('By which fields an account there is one here.', { type: 'array' }),
}

const switched = {
  appId: optionalText('The application for which it is switched.'),
  tenantId: optionalText('The tenant for which it is switched.'),
  enabled: optionalFlag('On or off; it has to be said.'),
}

interface SentSwitch {
  path: { id: string }
  body: { appId?: string; tenantId?: string; enabled?: boolean }
}

const decodeSwitch = ({ path, body }: SentSwitch) => ({
  id: path.id,
  applicationIds: body.appId ? [body.appId] : [],
  tenantId: body.tenantId,
  // Nobody means to switch something off by leaving out which way.
  enabled: body.enabled ?? refuse(2231),
})

/** The Java client names the tenant with every connection, which belongs to that of its source. */
const ignored = ['tenantId']

export const identitySourceRows: RestRow[] = [
  row('GET /api/v2/extIdp', listSources, {
    summary: 'List identity sources',
    query: { tenantId: optionalText('Only those of this tenant.') },
    decode: ({ query }) => query,
    result: Type.Array(IdentitySource),
    encode: (sources) => sources.map(encodeSource),
  }),
  row('POST /api/v2/extIdp', createSource, {
    summary: 'Create an identity source',
    body: {
      name: optionalText('What people read.'),
      type: optionalText('What kind of source.'),
      // The second is how the Go client spells it.
      tenantId: optionalText('The tenant that it belongs to; the whole pool when left out.', { also: ['tenantUd'] }),
      connections: optionalObjects('The ways to reach it.', connection),
    },
    decode: ({ body }) => ({ ...body, connections: body.connections ?? [] }),
    result: IdentitySource,
    encode: encodeSource,
  }),
  row('GET /api/v2/extIdp/:id', getSource, {
    summary: 'Read an identity source',
    decode: ({ path }) => path,
    result: IdentitySource,
    encode: encodeSource,
  }),
  row('PUT /api/v2/extIdp/:id', renameIdentitySource, {
    summary: 'Rename an identity source',
    body: { name: optionalText('What people read.') },
    decode: ({ path, body }) => ({ ...path, ...body }),
    result: IdentitySource,
    encode: encodeSource,
  }),
  row('DELETE /api/v2/extIdp/:id', deleteSource, {
    summary: 'Delete an identity source',
    decode: ({ path }) => path,
    result: doneResult,
    encode: done,
  }),
  row('PUT /api/v2/extIdp/:id/connState', switchSource, {
    summary: 'Switch all connections of an identity source on or off',
    body: switched,
    decode: decodeSwitch,
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v2/extIdpConn', createConnection, {
    summary: 'Create a connection to an identity source',
    body: { extIdpId: text('The identity source.'), ...connection },
    ignored,
    decode: ({ body: { extIdpId, ...told } }) => ({ sourceId: extIdpId, ...told }),
    result: Connection,
    encode: encodeConnection,
  }),
  row('PUT /api/v2/extIdpConn/:id', updateConnection, {
    summary: 'Change a connection',
    body: connection,
    ignored,
    decode: ({ path, body }) => ({ ...body, ...path }),
    result: Connection,
    encode: encodeConnection,
  }),
  row('DELETE /api/v2/extIdpConn/:id', deleteConnection, {
    summary: 'Delete a connection',
    decode: ({ path }) => path,
    result: doneResult,
    encode: done,
  }),
  row('PUT /api/v2/extIdpConn/:id/state', switchConnection, {
    summary: 'Switch a connection on or off',
    body: switched,
    decode: decodeSwitch,
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v2/check/extIdpConn/identifier', checkIdentifier, {
    summary: 'Ask whether an identifier of a connection is free',
    body: { identifier: optionalText('The identifier.') },
    decode: ({ body }) => body,
    result: doneResult,
    encode: done,
  }),
]
