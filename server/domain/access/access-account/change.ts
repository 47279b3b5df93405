import { refuse } from '@menshen/contract/errors'
import { forgetSubjects } from '#domain/ground/permission/grant-store.ts'
import { checkedText } from '#domain/shape/text.ts'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { hasApplication } from '#domain/tenancy/application/application-store.ts'
import { sha256 } from '#platform/crypto/compare.ts'
import { newId, newSecret } from '#platform/crypto/random.ts'
import type { AccessAccount, DisclosedAccount } from './access-account.ts'
import { insertAccessAccount, deleteAccessAccount as remove, saveAccessAccount } from './access-account-store.ts'

export interface NewAccessAccount {
  applicationId: string
  /** Seconds; ten minutes when left out. */
  tokenLifetime?: number | undefined
  remarks?: string | undefined
}

const [shortest, longest] = [60, 31_536_000]

/** Gives an application credentials for a machine. 2010 no application named, 400 lifetime or remarks, 2011 not of this pool. */
export const createAccessAccount: Verb<
  'access-account.created',
  NewAccessAccount,
  DisclosedAccount,
  { applicationId: string; tokenLifetime: number; remarks: string | null; secret: string }
> = {
  name: 'access-account.create',
  admits: 'fresh manager',
  emits: ['access-account.created'],
  prepare(_before, { applicationId, tokenLifetime = 600, remarks }) {
    if (!applicationId) refuse(2010)
    if (tokenLifetime < shortest || tokenLifetime > longest)
      refuse(400, { variant: 'seconds', values: { field: 'tokenLifetime', min: shortest, max: longest } })
    return {
      applicationId,
      tokenLifetime,
      remarks: remarks ? checkedText(remarks, 'remarks', 500) : null,
      secret: newSecret(),
    }
  },
  async run({ tx, pool, now, changed, emit }, { applicationId, tokenLifetime, remarks, secret }) {
    if (!(await hasApplication(tx, pool.id, applicationId))) refuse(2011)
    const fields = { id: newId(now), userPoolId: pool.id, applicationId, tokenLifetime, remarks }
    const account = await insertAccessAccount(tx, { ...fields, secretHash: sha256(secret) }, now)
    changed(`access-account:${account.id}`)
    emit('access-account.created', { accessAccountId: account.id, applicationId })
    return { ...account, secret }
  },
}

export interface AccessAccountChange {
  id: string
  /** The new secret, made by the caller. */
  secret?: string | undefined
  enabled?: boolean | undefined
}

type Changed = AccessAccount & { secret: string | null }

/**
 * Switches an account on or off, or gives it another secret: that of the caller, or one of ours when nothing else is
 * asked. Tokens of one that is off are not believed; those got with the old secret live out their time. 2231 no id, 400 a
 * secret that is too short, or that forms could not carry, 404 no such account of this pool.
 */
export const changeAccessAccount: Verb<'access-account.updated', AccessAccountChange, Changed> = {
  name: 'access-account.change',
  admits: 'fresh manager',
  emits: ['access-account.updated'],
  prepare(_before, { id, secret, enabled }) {
    if (!id) refuse(2231)
    if (secret !== undefined && !/^[\w.~-]{24,128}$/.test(secret))
      refuse(400, { variant: 'signs', values: { field: 'secret', min: 24, max: 128, signs: '. _ ~ -' } })
    return { id, secret: secret ?? (enabled === undefined ? newSecret() : undefined), enabled }
  },
  async run({ tx, pool, now, changed, emit }, { id, secret, enabled }) {
    const changes = {
      ...(secret !== undefined && { secretHash: sha256(secret) }),
      ...(enabled !== undefined && { enabled }),
    }
    const account = (await saveAccessAccount(tx, { userPoolId: pool.id, id }, changes, now)) ?? refuseMissing(id)
    changed(`access-account:${id}`)
    emit('access-account.updated', { accessAccountId: id })
    return { ...account, secret: secret ?? null }
  },
}

/** Its tokens end with it. 2231 no id, 404 no such account of this pool. */
export const deleteAccessAccount: Verb<'access-account.deleted', { id: string }, void> = {
  name: 'access-account.delete',
  admits: 'manager',
  emits: ['access-account.deleted'],
  prepare: nothingToPrepare,
  async run({ tx, pool, changed, emit }, { id }) {
    if (!(await remove(tx, pool.id, id || refuse(2231)))) refuseMissing(id)
    await forgetSubjects(tx, pool.id, 'AK_SK', [id])
    changed(`access-account:${id}`)
    emit('access-account.deleted', { accessAccountId: id })
  },
}

function refuseMissing(key: string): never {
  return refuse(404, { variant: 'accessAccount', values: { key } })
}
