import { refuse } from '@menshen/contract/errors'
import { findProvider, type NewProvider, saveProvider } from '#domain/messaging/message/provider-store.ts'
import { providerSeal } from '#domain/messaging/message/routes.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { requireGroup } from '#domain/structure/group/require.ts'
import { type PoolInput, parsePoolFields } from '#domain/tenancy/pool/pool-input.ts'
import { lockSettings, mergePoolSettings, type PoolFields, updatePoolFields } from '#domain/tenancy/pool/pool-store.ts'
import { parseSettings } from '#domain/tenancy/pool/settings-input.ts'
import { parseSmsSender, type SmsSender } from '#domain/tenancy/pool/sms-sender-input.ts'
import { refuseTaken } from '#domain/tenancy/pool/taken.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Reader } from '#platform/database/database.ts'

/**
 * A pool's administrator changes its name and its rules; what is not given stays. Order of
 * refusals: 2007, 2009, 2013, 2024, 400 as in `parsePoolFields` and `parseSettings`, 404 no group that could be the default
 * one, 2008 the owner has another pool of that name, 3829 the domain is another pool's.
 */
export const updatePool: Verb<
  'pool.updated',
  PoolInput,
  UserPool,
  { fields: PoolFields; input: PoolInput; sender: NewProvider | null; smsKinds: readonly string[] }
> = {
  name: 'pool.update',
  admits: 'manager',
  emits: ['pool.updated'],
  async prepare({ reader, pool, ports }, input) {
    const smsKinds = ports.messages.kinds('sms')
    const { defaultGroup } = parseSettings(input, pool.settings, smsKinds)
    if (defaultGroup) await requireGroup(reader, pool.id, defaultGroup)
    const fields = parsePoolFields(input)
    const { customSMSProvider: sent } = input
    const sender = sent === undefined ? null : parseSmsSender(sent, pool.settings.customSMSProvider, smsKinds)
    return { fields, input, smsKinds, sender: sender && (await sealedSender(reader, ports.seal, pool.id, sender)) }
  },
  async run({ tx, pool, now, changed, emit }, { fields, input, sender, smsKinds }) {
    const current = (await lockSettings(tx, pool.id)) ?? refuse(2224)
    const settings = parseSettings(input, current, smsKinds)
    await mergePoolSettings(tx, pool.id, settings, now)
    if (sender) await saveProvider(tx, pool.id, 'sms', sender, now)
    await updatePoolFields(tx, pool.id, fields).catch(refuseTaken)
    changed(`pool:${pool.id}`)
    emit('pool.updated', { poolId: pool.id })
    return { ...pool, ...fields, settings: { ...current, ...settings }, updatedAt: now }
  },
}

/** What to store of a sender; null when there never was one and none is given. */
async function sealedSender(reader: Reader, seal: Seal, id: string, sender: SmsSender): Promise<NewProvider | null> {
  const { shown, config } = sender
  const stored = await findProvider(reader, id, 'sms')
  const configSealed = config ? seal.close(providerSeal, JSON.stringify(config)) : stored?.configSealed
  return shown.provider && configSealed ? { kind: shown.provider, configSealed, enabled: shown.enabled } : null
}
