import { refuse } from '@menshen/contract/errors'
import { requireFew } from '#domain/shape/list.ts'
import type { Context, Verb } from '#domain/shape/verb.ts'
import { newId, newSecret } from '#platform/crypto/random.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { refuseConnection } from '../identity-source/change-connection.ts'
import { findConnectionSources } from '../identity-source/connection-store.ts'
import { switchInApplication } from '../identity-source/switch-store.ts'
import { type Application, defaultApplicationSettings } from './application.ts'
import { type ApplicationInput, parseApplication } from './application-input.ts'
import { insertApplication, type NewApplication } from './application-store.ts'
import { announce, refuseTaken, requireFree } from './changed.ts'
import { requireCoherent } from './settings-input.ts'

interface Ready {
  application: NewApplication
  connectionIds: string[] | null
  seal: Seal
}

/**
 * An administrator makes an application. 2231 without name or identifier, 2039 identifier taken, 3829 it is the
 * domain of another user pool, 2008 name taken in the pool, 404 no such connection, else see `parseApplication`.
 */
export const createApplication: Verb<
  'application.created' | 'connection.switched',
  ApplicationInput,
  Application,
  Ready
> = {
  name: 'application.create',
  admits: 'manager',
  emits: ['application.created', 'connection.switched'],
  async prepare({ reader, pool, now, ports: { seal } }, input) {
    const { name, identifier, ...rest } = parseApplication(requireNamed(input))
    if (name === undefined || identifier === undefined) refuse(2231)
    requireCoherent({ ...defaultApplicationSettings, ...rest.settings })
    await requireFree({ reader, seal, pool }, identifier)
    const ids = { id: newId(now), userPoolId: pool.id, secret: newSecret() }
    const connectionIds = input.connectionIds === undefined ? [] : input.connectionIds
    requireFew(connectionIds ?? [], 'enabledExtIdpConnIds')
    return {
      application: { redirectUris: [], logoutRedirectUris: [], ...rest, ...ids, name, identifier },
      connectionIds,
      seal,
    }
  },
  async run(context, { application, connectionIds, seal }) {
    const created = await insertApplication(context.tx, seal, application).catch(refuseTaken)
    announce(context.changed, created)
    context.emit('application.created', { applicationId: created.id })
    await switchOn(context, created.id, connectionIds)
    return created
  },
}

function requireNamed(input: ApplicationInput): ApplicationInput {
  if (input.name === undefined || input.name === null || !input.identifier) refuse(2231)
  return input
}

/** Switches connections on in an application that is new; null: all of the pool. */
async function switchOn(
  { tx, pool, emit }: Context<'connection.switched'>,
  applicationId: string,
  wanted: string[] | null,
): Promise<void> {
  const found = await findConnectionSources(tx, pool.id, wanted)
  const missing = wanted?.find((id) => !found.some((one) => one.id === id))
  if (missing !== undefined) refuseConnection(missing)
  const ids = found.map(({ id }) => id)
  await switchInApplication(tx, { userPoolId: pool.id, ids, enabled: true }, applicationId)
  for (const [identitySourceId, ofIt] of Map.groupBy(found, ({ sourceId }) => sourceId)) {
    const connectionIds = ofIt.map(({ id }) => id)
    emit('connection.switched', { identitySourceId, connectionIds, applicationId, tenantId: null, enabled: true })
  }
}
