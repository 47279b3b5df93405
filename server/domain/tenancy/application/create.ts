import { refuse } from '@menshen/contract/errors'
import type { Verb } from '#domain/shape/verb.ts'
import { newId, newSecret } from '#platform/crypto/random.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { type Application, defaultApplicationSettings } from './application.ts'
import { type ApplicationInput, parseApplication } from './application-input.ts'
import { insertApplication, type NewApplication } from './application-store.ts'
import { announce, refuseTaken, requireFree } from './changed.ts'
import { requireCoherent } from './settings-input.ts'

/**
 * An administrator makes an application. 2231 without name or identifier, 2039 identifier taken, 3829 it is the
 * domain of another user pool, 2008 name taken in the pool, else see
 * `parseApplication`.
 */
export const createApplication: Verb<
  'application.created',
  ApplicationInput,
  Application,
  { application: NewApplication; seal: Seal }
> = {
  name: 'application.create',
  admits: 'manager',
  emits: ['application.created'],
  async prepare({ reader, pool, now, ports: { seal } }, input) {
    const { name, identifier, ...rest } = parseApplication(requireNamed(input))
    if (name === undefined || identifier === undefined) refuse(2231)
    requireCoherent({ ...defaultApplicationSettings, ...rest.settings })
    await requireFree({ reader, seal, pool }, identifier)
    const ids = { id: newId(now), userPoolId: pool.id, secret: newSecret() }
    return { application: { redirectUris: [], logoutRedirectUris: [], ...rest, ...ids, name, identifier }, seal }
  },
  async run({ tx, changed, emit }, { application, seal }) {
    const created = await insertApplication(tx, seal, application).catch(refuseTaken)
    announce(changed, created)
    emit('application.created', { applicationId: created.id })
    return created
  },
}

function requireNamed(input: ApplicationInput): ApplicationInput {
  if (input.name === undefined || input.name === null || !input.identifier) refuse(2231)
  return input
}
