import { refuse } from '@menshen/contract/errors'
import { type Context, nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { brokenUniqueness } from '#platform/database/failure.ts'
import {
  findConnection,
  findConnections,
  insertConnection,
  deleteConnection as removeConnection,
  saveConnection,
} from './connection-store.ts'
import { refuseUnknown, showConnections } from './find.ts'
import { unmaskSecrets } from './secrets.ts'
import { type Connection, type ConnectionFields, fieldsPurpose, type ShownConnection } from './source.ts'
import {
  type ConnectionChanges,
  type ConnectionInput,
  type ParsedConnection,
  parseChanges,
  parseConnection,
} from './source-input.ts'
import { lockSource } from './source-store.ts'

/** Per source. */
export const mostConnections = 50

type Writing = Pick<Context, 'tx' | 'pool' | 'now'>

/** Adds a connection to a source that is held or new. 409 when its identifier is taken in the pool. */
export async function addConnection(
  { tx, pool, now }: Writing,
  seal: Seal,
  sourceId: string,
  { fields, ...parsed }: ParsedConnection,
  id = newId(now),
): Promise<Connection> {
  const fieldsSealed = seal.close(fieldsPurpose, JSON.stringify(fields))
  const times = { createdAt: now, updatedAt: now }
  const connection = { id, userPoolId: pool.id, sourceId, ...parsed, fieldsSealed, enabled: true, ...times }
  await insertConnection(tx, connection).catch((error) => {
    if (brokenUniqueness(error) !== 'identity_connection_identifier_key') throw error
    return refuse(409, { variant: 'connection', values: { key: parsed.identifier } })
  })
  return connection
}

async function show({ tx, pool }: Writing, seal: Seal, connection: Connection): Promise<ShownConnection> {
  const [shown] = await showConnections(tx, seal, pool.id, [connection])
  return shown as ShownConnection
}

/** 2231 something is missing, 400 something cannot be, or there are too many, 404 no such source, 409 the identifier is taken. */
export const createConnection: Verb<
  'connection.created',
  ConnectionInput & { sourceId: string },
  ShownConnection,
  { sourceId: string; parsed: ParsedConnection; seal: Seal }
> = {
  name: 'identity-source.create-connection',
  admits: 'manager',
  emits: ['connection.created'],
  prepare: ({ ports }, { sourceId, ...input }) => ({ sourceId, parsed: parseConnection(input), seal: ports.seal }),
  async run(context, { sourceId, parsed, seal }) {
    const { tx, pool } = context
    if (!(await lockSource(tx, pool.id, sourceId))) refuseUnknown(sourceId)
    if ((await findConnections(tx, pool.id, [sourceId])).length >= mostConnections)
      refuse(400, { variant: 'many', values: { field: 'connections', max: mostConnections } })
    const connection = await addConnection(context, seal, sourceId, parsed)
    context.emit('connection.created', { connectionId: connection.id, identitySourceId: sourceId })
    return show(context, seal, connection)
  },
}

/**
 * Changes a connection; what is not given stays, but `fields` are replaced as a whole, except secrets that come back
 * masked. 2231 and 400 as above, 404 none of that id.
 */
export const updateConnection: Verb<
  'connection.updated',
  ConnectionInput & { id: string },
  ShownConnection,
  { id: string; changes: ConnectionChanges; seal: Seal }
> = {
  name: 'identity-source.update-connection',
  admits: 'manager',
  emits: ['connection.updated'],
  prepare: ({ ports }, { id, ...input }) => ({ id, changes: parseChanges(input), seal: ports.seal }),
  async run(context, { id, changes: { fields, ...changes }, seal }) {
    const { tx, pool, now } = context
    const former = (await findConnection(tx, pool.id, id, { lock: true })) ?? refuseConnection(id)
    const connection = { ...former, ...changes, updatedAt: now }
    if (fields) connection.fieldsSealed = sealChanged(seal, fields, former)
    await saveConnection(tx, connection)
    context.emit('connection.updated', { connectionId: id, identitySourceId: connection.sourceId })
    return show(context, seal, connection)
  },
}

function sealChanged(seal: Seal, fields: ConnectionFields, { fieldsSealed }: Connection): Buffer {
  const former = JSON.parse(seal.open(fieldsPurpose, fieldsSealed)) as ConnectionFields
  return seal.close(fieldsPurpose, JSON.stringify(unmaskSecrets(fields, former)))
}

/** 404 none of that id. */
export const deleteConnection: Verb<'connection.deleted', { id: string }, void> = {
  name: 'identity-source.delete-connection',
  admits: 'manager',
  emits: ['connection.deleted'],
  prepare: nothingToPrepare,
  async run({ tx, pool, emit }, { id }) {
    if (!(await removeConnection(tx, pool.id, id))) refuseConnection(id)
    emit('connection.deleted', { connectionId: id })
  },
}

export function refuseConnection(id: string): never {
  return refuse(404, { variant: 'connection', values: { key: id } })
}
