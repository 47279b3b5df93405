import { refuse } from '@menshen/contract/errors'
import { requireFew } from '#domain/shape/list.ts'
import { requiredText } from '#domain/shape/text.ts'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { addConnection, mostConnections } from '#domain/tenancy/identity-source/change-connection.ts'
import { refuseUnknown, showSources } from '#domain/tenancy/identity-source/find.ts'
import type { ShownSource } from '#domain/tenancy/identity-source/source.ts'
import {
  type ConnectionInput,
  type ParsedConnection,
  parseConnection,
  parseType,
} from '#domain/tenancy/identity-source/source-input.ts'
import {
  insertSource,
  lockSourceCount,
  deleteSource as removeSource,
  renameSource,
} from '#domain/tenancy/identity-source/source-store.ts'
import { newId } from '#platform/crypto/random.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { findTenant } from '../tenant/tenant-store.ts'

export interface SourceInput {
  name?: string | undefined
  type?: string | undefined
  tenantId?: string | undefined
  connections: ConnectionInput[]
}

interface Parsed {
  name: string
  type: string
  tenantId: string | null
  connections: ParsedConnection[]
  seal: Seal
}

/** Per pool. */
const mostSources = 500

function parseName(name: string | undefined): string {
  return requiredText(name ?? refuse(2231), 'name', 128)
}

/**
 * Makes a source with its connections, all or nothing. 2231 something is missing, 400 something cannot be, or there are
 * too many, 404 no such tenant, 409 an identifier is taken.
 */
export const createSource: Verb<'identity-source.created', SourceInput, ShownSource, Parsed> = {
  name: 'identity-source.create',
  admits: 'manager',
  emits: ['identity-source.created'],
  prepare({ ports: { seal } }, { name, type, tenantId = null, connections }) {
    requireFew(connections, 'connections', mostConnections)
    const parsed = { name: parseName(name), type: parseType(type), tenantId }
    return { ...parsed, connections: connections.map(parseConnection), seal }
  },
  async run({ tx, pool, now, emit }, { connections, seal, ...parsed }) {
    const { tenantId } = parsed
    if (tenantId !== null && !(await findTenant(tx, pool.id, tenantId)))
      refuse(404, { variant: 'tenant', values: { key: tenantId } })
    if ((await lockSourceCount(tx, pool.id)) >= mostSources)
      refuse(400, { variant: 'many', values: { field: 'sources', max: mostSources } })
    const source = { id: newId(now), userPoolId: pool.id, ...parsed, createdAt: now, updatedAt: now }
    await insertSource(tx, source)
    // Sorted, so that what is made at once is listed in the order in which it was given.
    const ids = connections.map(() => newId(now)).sort()
    for (const [index, connection] of connections.entries())
      await addConnection({ tx, pool, now }, seal, source.id, connection, ids[index])
    emit('identity-source.created', { identitySourceId: source.id, connectionIds: ids, tenantId })
    const [shown] = await showSources(tx, seal, pool.id, [source])
    return shown as ShownSource
  },
}

/** Calls a source something else. 2231 and 400 the name, 404 none of that id. */
export const renameIdentitySource: Verb<
  'identity-source.renamed',
  { id: string; name: string | undefined },
  ShownSource,
  { id: string; name: string; seal: Seal }
> = {
  name: 'identity-source.rename',
  admits: 'manager',
  emits: ['identity-source.renamed'],
  prepare: ({ ports }, { id, name }) => ({ id, name: parseName(name), seal: ports.seal }),
  async run({ tx, pool, now, emit }, { id, name, seal }) {
    const source = (await renameSource(tx, pool.id, id, name, now)) ?? refuseUnknown(id)
    emit('identity-source.renamed', { identitySourceId: id })
    const [shown] = await showSources(tx, seal, pool.id, [source])
    return shown as ShownSource
  },
}

/** Deletes a source with its connections; accounts that people have linked stay theirs. 404 none of that id. */
export const deleteSource: Verb<'identity-source.deleted', { id: string }, void> = {
  name: 'identity-source.delete',
  admits: 'manager',
  emits: ['identity-source.deleted'],
  prepare: nothingToPrepare,
  async run({ tx, pool, emit }, { id }) {
    if (!(await removeSource(tx, pool.id, id))) refuseUnknown(id)
    emit('identity-source.deleted', { identitySourceId: id })
  },
}
