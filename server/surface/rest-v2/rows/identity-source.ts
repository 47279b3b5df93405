import { refuse } from '@menshen/contract/errors'
import { createSource, deleteSource, renameIdentitySource } from '#domain/structure/identity-source/change-source.ts'
import { type Switch, switchConnection, switchSource } from '#domain/structure/identity-source/switch.ts'
import {
  createConnection,
  deleteConnection,
  updateConnection,
} from '#domain/tenancy/identity-source/change-connection.ts'
import { checkIdentifier, getSource, listSources } from '#domain/tenancy/identity-source/find.ts'
import type { ConnectionInput } from '#domain/tenancy/identity-source/source-input.ts'
import { encodeConnection, encodeSource } from '../../wire/identity-source.ts'
import type { Parts, Reader } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

function decodeConnection(body: Reader): ConnectionInput {
  return {
    type: body.optionalText('type'),
    identifier: body.optionalText('identifier'),
    displayName: body.optionalText('displayName'),
    logo: body.optionalText('logo'),
    ...body.pick(['fields', 'userMatchFields']),
  }
}

function decodeSource({ body }: Parts) {
  return {
    name: body.optionalText('name'),
    type: body.optionalText('type'),
    // The second is how the Go client spells it.
    tenantId: body.optionalText('tenantId', 'tenantUd'),
    connections: body.has('connections') ? body.objects('connections').map(decodeConnection) : [],
  }
}

function decodeSwitch({ path, body }: Parts): Switch {
  return {
    id: path.text('id'),
    applicationId: body.optionalText('appId'),
    tenantId: body.optionalText('tenantId'),
    // Nobody means to switch something off by leaving out which way.
    enabled: body.has('enabled') ? body.flag('enabled') : refuse(2231),
  }
}

const idOf = ({ path }: Parts) => ({ id: path.text('id') })

/** The Java client names the tenant with every connection, which belongs to that of its source. */
const ofJava = { ignored: ['tenantId'] }

export const identitySourceRows: Row[] = [
  row(
    'GET /api/v2/extIdp',
    listSources,
    ({ query }) => ({ tenantId: query.optionalText('tenantId') }),
    (sources) => sources.map(encodeSource),
  ),
  row('POST /api/v2/extIdp', createSource, decodeSource, encodeSource),
  row('GET /api/v2/extIdp/:id', getSource, idOf, encodeSource),
  row(
    'PUT /api/v2/extIdp/:id',
    renameIdentitySource,
    (parts) => ({ ...idOf(parts), name: parts.body.optionalText('name') }),
    encodeSource,
  ),
  row('DELETE /api/v2/extIdp/:id', deleteSource, idOf, done),
  row('PUT /api/v2/extIdp/:id/connState', switchSource, decodeSwitch, done),
  row(
    'POST /api/v2/extIdpConn',
    createConnection,
    ({ body }) => ({ sourceId: body.text('extIdpId'), ...decodeConnection(body) }),
    encodeConnection,
    ofJava,
  ),
  row(
    'PUT /api/v2/extIdpConn/:id',
    updateConnection,
    (parts) => ({ ...decodeConnection(parts.body), ...idOf(parts) }),
    encodeConnection,
    ofJava,
  ),
  row('DELETE /api/v2/extIdpConn/:id', deleteConnection, idOf, done),
  row('PUT /api/v2/extIdpConn/:id/state', switchConnection, decodeSwitch, done),
  row(
    'POST /api/v2/check/extIdpConn/identifier',
    checkIdentifier,
    ({ body }) => ({ identifier: body.optionalText('identifier') }),
    done,
  ),
]
