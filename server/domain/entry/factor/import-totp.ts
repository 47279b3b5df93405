import { refuse } from '@menshen/contract/errors'
import type { Prepared } from '#domain/messaging/message/enqueue.ts'
import type { Vouched } from '#domain/people/user/user.ts'
import { findUser, lockUsers, updateUser } from '#domain/people/user/user-store.ts'
import { requireSome } from '#domain/shape/list.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Before, Verb } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import { totpSealPurpose } from './associate-totp.ts'
import type { StoredTotp } from './authenticator.ts'
import { changeFactors, prepareFactorNotice } from './change-factors.ts'
import { newRecoveryCode, recoveryHash } from './recovery-code.ts'
import { type NewTotp, saveTotp } from './totp-store.ts'

export interface TotpImport {
  userId: string
  secret: string
  recoveryCode?: string | undefined
}

/** With both secrets as they came in, for whoever brought them. */
export type ImportedTotp = StoredTotp & { secret: string; recoveryCode: string }

export type PreparedImport = Secrets & { totp: NewTotp; notice: Prepared | null }

type Secrets = Required<Pick<ImportedTotp, 'secret' | 'recoveryCode'>>

function readSecrets(input: Omit<TotpImport, 'userId'>): Secrets {
  return {
    secret: checkedText(input.secret || refuse(2231), 'secret', 256),
    recoveryCode: input.recoveryCode ? checkedText(input.recoveryCode, 'recoveryCode', 256) : newRecoveryCode(),
  }
}

function sealTotp({ pool, ports, now }: Before, userId: string, { secret, recoveryCode }: Secrets) {
  const owner = { userPoolId: pool.id, userId }
  const totp: NewTotp = {
    ...owner,
    id: newId(now),
    secretSealed: ports.seal.close(totpSealPurpose, secret),
    recoveryHash: recoveryHash(ports.keys.cookieSecret, owner, recoveryCode),
    source: 'SELF',
    enabled: true,
  }
  return { totp, secret, recoveryCode }
}

/** For an account that is about to begin, whom no mail has to tell: `importTotp.run` writes it. 2231 and 400 as there. */
export function prepareFirstTotp(before: Before, userId: string, input: Omit<TotpImport, 'userId'>): PreparedImport {
  return { ...sealTotp(before, userId, readSecrets(input)), notice: null }
}

/**
 * An administrator brings a person's authenticator app along from elsewhere; it is in use at once. A secret that is not base32
 * is taken byte by byte. 2231 what is missing, 400 what is too long, 2004 nobody of that id.
 */
export const importTotp: Verb<'user.factors-changed', TotpImport, ImportedTotp, PreparedImport> = {
  name: 'mfa.import-totp',
  admits: 'manager',
  emits: ['user.factors-changed'],
  async prepare(before, input) {
    const secrets = readSecrets(input)
    const user = (await findUser(before.reader, before.pool.id, input.userId || refuse(2231))) ?? refuse(2004)
    return { ...sealTotp(before, user.id, secrets), notice: await prepareFactorNotice(before, user) }
  },
  async run(context, { totp, secret, recoveryCode, notice }) {
    const saved = await saveTotp(context.tx, totp, context.now)
    const user = await changeFactors(context, { userId: totp.userId, add: ['totp'], notice })
    // Nobody who proves an address of the account later takes away what an administrator has put there.
    const vouched: Vouched[] = [...new Set<Vouched>([...user.vouched, 'account'])]
    await updateUser(context.tx, user.userPoolId, user.id, { vouched }, context.now)
    return { ...saved, secret, recoveryCode }
  },
}

/** People at a time: each is told by a mail of their own. */
const most = 500

/** The same for several people, all or none. 400 nobody named, or too many, then as above. */
export const importTotps: Verb<'user.factors-changed', TotpImport[], void, PreparedImport[]> = {
  name: 'mfa.import-totps',
  admits: 'manager',
  emits: ['user.factors-changed'],
  async prepare(before, imports) {
    requireSome(imports, 'list', most)
    const prepared: PreparedImport[] = []
    for (const one of imports) prepared.push(await importTotp.prepare(before, one))
    return prepared
  },
  async run(context, prepared) {
    // In one order, so that nobody waits in a circle.
    const ids = prepared.map(({ totp }) => totp.userId)
    await lockUsers(context.tx, context.pool.id, ids)
    for (const one of prepared) await importTotp.run(context, one)
  },
}
