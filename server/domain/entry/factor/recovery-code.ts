import { createHmac, randomBytes } from 'node:crypto'
import { normalForm } from '#platform/normal-form.ts'

type Owner = { userPoolId: string; userId: string }

/** 96 random bits, in groups that people can copy by hand. */
export function newRecoveryCode(): string {
  return (randomBytes(12).toString('hex').match(/.{4}/g) ?? []).join('-')
}

/** The stored form. Keyed, since codes that are imported from elsewhere may be short enough to guess. */
export function recoveryHash(secret: string, { userPoolId, userId }: Owner, code: string): Buffer {
  const plain = normalForm(code, 'NFKC').replace(/[\s-]/g, '').toLowerCase()
  return createHmac('sha256', secret)
    .update(JSON.stringify(['recovery code', userPoolId, userId, plain]))
    .digest()
}
