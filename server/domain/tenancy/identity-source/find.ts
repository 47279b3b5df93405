import { refuse } from '@menshen/contract/errors'
import type { Question } from '#domain/shape/verb.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Reader } from '#platform/database/database.ts'
import { findConnections, isIdentifierTaken } from './connection-store.ts'
import { maskSecrets } from './secrets.ts'
import {
  type Connection,
  type ConnectionFields,
  fieldsPurpose,
  type IdentitySource,
  type ShownConnection,
  type ShownSource,
} from './source.ts'
import { parseIdentifier } from './source-input.ts'
import { findSource, findSources } from './source-store.ts'
import { findSwitches } from './switch-store.ts'

/** The pool's sources with their connections, oldest first; of one tenant those of its own, none of one that there is not. */
export const listSources: Question<{ tenantId?: string | undefined }, ShownSource[]> = {
  name: 'identity-source.list',
  admits: 'manager',
  async answer({ reader, pool, ports }, { tenantId = null }) {
    return showSources(reader, ports.seal, pool.id, await findSources(reader, pool.id, tenantId))
  },
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
