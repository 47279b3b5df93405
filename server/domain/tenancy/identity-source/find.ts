import { refuse } from '@menshen/contract/errors'
import { type Domain, groundOf } from '#domain/shape/domain.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Reader } from '#platform/database/database.ts'
import type { Application } from '../application/application.ts'
import { findConnections, findConnectionsIn, isIdentifierTaken } from './connection-store.ts'
import { maskSecrets } from './secrets.ts'
import {
  type Connection,
  type ConnectionFields,
  fieldsPurpose,
  type IdentitySource,
  type OfferedConnection,
  type ShownConnection,
  type ShownSource,
} from './source.ts'
import { parseIdentifier } from './source-input.ts'
import { findSource, findSources, pageOfSources, type SourceFilter } from './source-store.ts'
import { findSwitches } from './switch-store.ts'

/** The pool's sources with their connections, oldest first; of one tenant those of its own, none of one that there is not. */
export const listSources: Question<{ tenantId?: string | undefined }, ShownSource[]> = {
  name: 'identity-source.list',
  admits: 'manager',
  async answer({ reader, pool, ports }, { tenantId = null }) {
    return showSources(reader, ports.seal, pool.id, await findSources(reader, pool.id, tenantId))
  },
}

/** As many as a pool has at most. */
const everySource = { page: 1, limit: 500 }

/** The pool's sources without their connections, oldest first: one page, or all of them. */
export const filterSources: Question<
  SourceFilter & { page?: Page | undefined },
  { totalCount: number; list: IdentitySource[] }
> = {
  name: 'identity-source.filter',
  admits: 'manager',
  answer: ({ reader, pool }, { page = everySource, ...filter }) => pageOfSources(reader, pool.id, page, filter),
}

/** The applications in which a connection of a source is switched on, oldest first. 404 no such source. */
export const listApplicationsOf: Question<{ id: string }, Application[]> = {
  name: 'identity-source.list-applications',
  admits: 'manager',
  async answer({ reader, pool, ports }, { id }) {
    if (!(await findSource(reader, pool.id, id))) refuseUnknown(id)
    const connections = await findConnections(reader, pool.id, [id])
    const switches = await findSwitches(
      reader,
      pool.id,
      connections.map((connection) => connection.id),
    )
    const ids = new Set([...switches.values()].flatMap(({ applicationIds }) => applicationIds))
    const found = await Promise.all([...ids].sort().map((applicationId) => ports.cached.application(applicationId)))
    return found.filter((application) => application !== null)
  },
}

/** What the application of the request has switched on, oldest first; nothing where none is named. */
export const listOffered: Question<object, OfferedConnection[]> = {
  name: 'identity-source.list-offered',
  admits: 'anyone',
  answer: ({ reader, pool, application }) => (application ? findConnectionsIn(reader, pool.id, [application.id]) : []),
}

/** What these applications have switched on, by their id: one statement for all of them. For who has been let see them already. */
export async function connectionsIn(
  domain: Domain,
  userPoolId: string,
  applicationIds: readonly string[],
): Promise<Map<string, OfferedConnection[]>> {
  const found = await findConnectionsIn(groundOf(domain).unit.reader, userPoolId, applicationIds)
  return Map.groupBy(found, ({ applicationId }) => applicationId)
}

/** 404 when there is none of that id. */
export const getSource: Question<{ id: string }, ShownSource> = {
  name: 'identity-source.get',
  admits: 'manager',
  async answer({ reader, pool, ports }, { id }) {
    const source = (await findSource(reader, pool.id, id)) ?? refuseUnknown(id)
    const [shown] = await showSources(reader, ports.seal, pool.id, [source])
    return shown as ShownSource
  },
}

/** Says nothing when a new connection may be called so: 2231 and 400 for what cannot be, 409 when it is taken. */
export const checkIdentifier: Question<{ identifier: string | undefined }, void> = {
  name: 'identity-source.check-identifier',
  admits: 'manager',
  async answer({ reader, pool }, input) {
    const identifier = parseIdentifier(input.identifier)
    if (await isIdentifierTaken(reader, pool.id, identifier))
      refuse(409, { variant: 'connection', values: { key: identifier } })
  },
}

export async function showSources(
  reader: Reader,
  seal: Seal,
  userPoolId: string,
  sources: IdentitySource[],
): Promise<ShownSource[]> {
  const ids = sources.map(({ id }) => id)
  const shown = await showConnections(reader, seal, userPoolId, await findConnections(reader, userPoolId, ids))
  return sources.map((source) => ({
    ...source,
    connections: shown.filter(({ sourceId }) => sourceId === source.id),
  }))
}

export async function showConnections(
  reader: Reader,
  seal: Seal,
  userPoolId: string,
  connections: Connection[],
): Promise<ShownConnection[]> {
  const ids = connections.map(({ id }) => id)
  const switches = await findSwitches(reader, userPoolId, ids)
  return connections.map(({ fieldsSealed, ...connection }) => ({
    ...connection,
    fields: maskSecrets(JSON.parse(seal.open(fieldsPurpose, fieldsSealed)) as ConnectionFields),
    applicationIds: switches.get(connection.id)?.applicationIds ?? [],
    tenantIds: switches.get(connection.id)?.tenantIds ?? [],
  }))
}

export function refuseUnknown(id: string): never {
  return refuse(404, { variant: 'identitySource', values: { key: id } })
}
