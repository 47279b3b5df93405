import type { ShownConnection, ShownSource } from '#domain/tenancy/identity-source/source.ts'
import { restDate } from './user.ts'

/** A connection as the official clients know one; secrets among its `fields` are masked. */
export function encodeConnection(connection: ShownConnection) {
  const { sourceId, applicationIds, createdAt, updatedAt, ...shown } = connection
  const times = { createdAt: restDate(createdAt), updatedAt: restDate(updatedAt) }
  return { ...shown, extIdpId: sourceId, appIds: applicationIds, ...times }
}

export function encodeSource({ connections, createdAt, updatedAt, ...source }: ShownSource) {
  const times = { createdAt: restDate(createdAt), updatedAt: restDate(updatedAt) }
  return { ...source, connections: connections.map(encodeConnection), ...times }
}
