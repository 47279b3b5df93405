import { refuse } from '@menshen/contract/errors'
import { flag as flagKind, ofKind } from '#domain/shape/kind.ts'
import { createSource, deleteSource, renameIdentitySource } from '#domain/structure/identity-source/change-source.ts'
import { switchConnection } from '#domain/structure/identity-source/switch.ts'
import {
  createConnection,
  deleteConnection,
  updateConnection,
} from '#domain/tenancy/identity-source/change-connection.ts'
import { filterSources, getSource, listApplicationsOf } from '#domain/tenancy/identity-source/find.ts'
import type { IdentitySource, ShownConnection, ShownSource } from '#domain/tenancy/identity-source/source.ts'
import {
  optionalChoice,
  optionalText,
  optionalTexts,
  optionalUnchecked,
  required,
  text,
} from '../../../engine/fields.ts'
import { pageResult } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { page, succeeded, success } from '../../fields.ts'
import { ConnectedApplication, SourceConnection, SourceDetail, SourceInBrief } from '../../nouns/identity-source.ts'

function encodeSource({ id, name, tenantId, type }: IdentitySource) {
  return { id, name, tenantId, type }
}

function encodeConnection(connection: ShownConnection) {
  return {
    id: connection.id,
    type: connection.type,
    extIdpId: connection.sourceId,
    identifier: connection.identifier,
    displayName: connection.displayName,
    logo: connection.logo,
    fields: connection.fields,
    enabled: connection.enabled,
    appIds: connection.applicationIds,
    tenantIds: connection.tenantIds,
    loginOnly: false as const,
    associationMode: 'none' as const,
    challengeBindingMethods: [],
  }
}

function encodeDetail(source: ShownSource) {
  const connections = source.connections.map(encodeConnection)
  return { ...encodeSource(source), connections, autoJoin: false as const }
}

const sourceId = { id: text('The identity source.') }
const connectionId = { id: text('The connection.') }
const ofTenant = optionalText('Of this tenant, or with a connection that is switched on there.')
const inApplication = optionalText('With a connection that is switched on in this application.')
const kind = { type: optionalChoice(['social', 'enterprise'], 'Only social networks, or only what companies run.') }

/** What is told with an id says nothing: the id says which it is. */
const ignored = ['tenantId']

const described = {
  displayName: text('What people read.'),
  fields: optionalUnchecked('What the type needs: addresses, client ids, secrets.', { type: 'object' }),
  logo: optionalText('The address of a picture.'),
  loginOnly: optionalUnchecked('Whether nobody comes to be by it, which nobody does.', { type: 'boolean' }),
}

/** Nobody comes in through a connection yet, so that it cannot be said of one either. */
function requireOpen<Sent extends { loginOnly?: unknown }>({ loginOnly, ...sent }: Sent) {
  if (loginOnly !== undefined && loginOnly !== null && ofKind(flagKind, loginOnly, 'loginOnly'))
    refuse(1000, { variant: 'notBuilt', values: { operation: 'connection(loginOnly)' } })
  return sent
}

const switched = (name: string, what: string) => ({
  ...connectionId,
  [name]: optionalUnchecked(what, { type: 'boolean' }),
  tenantId: optionalText('The tenant for which it is switched.'),
})

/** Nobody means to switch something off by leaving out which way. */
const flagOf = (sent: Record<string, unknown>, name: string) =>
  ofKind(flagKind, required(sent[name] ?? undefined), name)

export const identitySourceRows: RestRow[] = [
  row('GET /api/v3/list-ext-idp', filterSources, {
    summary: 'List identity sources',
    query: { tenantId: ofTenant, appId: inApplication },
    decode: ({ query: { tenantId, appId } }) => ({ tenantId, applicationId: appId }),
    result: pageResult(SourceInBrief),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map(encodeSource) }),
  }),
  row('GET /api/v3/list-tenant-ext-idp', filterSources, {
    summary: 'List the identity sources of a tenant, part by part',
    query: { ...page, ...kind, tenantId: ofTenant, appId: inApplication },
    decode: ({ query: { page, limit, type, tenantId, appId } }) => ({
      page: { page, limit },
      tenantId,
      applicationId: appId,
      social: type && type === 'social',
    }),
    result: pageResult(SourceInBrief),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map(encodeSource) }),
  }),
  row('GET /api/v3/get-ext-idp', getSource, {
    summary: 'Read an identity source with its connections',
    query: sourceId,
    decode: ({ query }) => query,
    result: SourceDetail,
    encode: encodeDetail,
  }),
  row('GET /api/v3/ext-idp-conn-apps', listApplicationsOf, {
    summary: 'List the applications in which a connection of an identity source is switched on',
    query: sourceId,
    decode: ({ query }) => query,
    result: pageResult(ConnectedApplication),
    encode: (list) => ({ totalCount: list.length, list: list.map(({ id, name, logo }) => ({ id, name, logo })) }),
  }),
  row('POST /api/v3/create-ext-idp', createSource, {
    summary: 'Create an identity source',
    body: {
      name: text('What people read.'),
      type: text('What kind of source, such as oidc.'),
      tenantId: optionalText('The tenant that it belongs to; the whole pool when left out.'),
    },
    decode: ({ body }) => ({ ...body, connections: [] }),
    result: SourceInBrief,
    encode: encodeSource,
  }),
  row('POST /api/v3/update-ext-idp', renameIdentitySource, {
    summary: 'Rename an identity source',
    body: { ...sourceId, name: text('What people read.') },
    ignored,
    decode: ({ body }) => body,
    result: SourceInBrief,
    encode: encodeSource,
  }),
  row('POST /api/v3/delete-ext-idp', deleteSource, {
    summary: 'Delete an identity source',
    body: sourceId,
    ignored,
    decode: ({ body }) => body,
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/create-ext-idp-conn', createConnection, {
    summary: 'Create a connection to an identity source',
    body: {
      extIdpId: text('The identity source.'),
      type: text('How it is reached, such as oidc.'),
      identifier: text('Unique in the pool.'),
      ...described,
    },
    ignored,
    decode: ({ body: { extIdpId, ...sent } }) => ({ sourceId: extIdpId, ...requireOpen(sent) }),
    result: SourceConnection,
    encode: encodeConnection,
  }),
  row('POST /api/v3/update-ext-idp-conn', updateConnection, {
    summary: 'Change a connection',
    body: { ...connectionId, ...described },
    ignored,
    decode: ({ body: { id, ...sent } }) => ({ id, ...requireOpen(sent) }),
    result: SourceConnection,
    encode: encodeConnection,
  }),
  row('POST /api/v3/delete-ext-idp-conn', deleteConnection, {
    summary: 'Delete a connection',
    body: connectionId,
    ignored,
    decode: ({ body }) => body,
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/change-ext-idp-conn-state', switchConnection, {
    summary: 'Switch a connection on or off in applications or in a tenant',
    body: {
      ...switched('enabled', 'On or off; it has to be said.'),
      appId: optionalText('An application for which it is switched.'),
      appIds: optionalTexts('Applications for which it is switched.'),
    },
    decode: ({ body }) => ({
      id: body.id,
      applicationIds: [...new Set([...(body.appIds ?? []), ...(body.appId ? [body.appId] : [])])],
      tenantId: body.tenantId,
      enabled: flagOf(body, 'enabled'),
    }),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/change-ext-idp-conn-association-state', switchConnection, {
    summary: 'Give a tenant a connection, or take it',
    body: switched('association', 'Given or taken; it has to be said.'),
    decode: ({ body }) => ({
      id: body.id,
      tenantId: required(body.tenantId),
      enabled: flagOf(body, 'association'),
    }),
    result: success,
    encode: succeeded,
  }),
]
