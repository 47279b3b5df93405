import { refuse } from '@menshen/contract/errors'
import type { Context, Verb } from '#domain/shape/verb.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { byAge, type StoredKey, signingAmong } from './key-ring.ts'
import { activateKey, deleteKey, insertKey, lockKeys, readKeys } from './key-store.ts'
import { keysTopic } from './load-keys.ts'
import { makeKey } from './make-key.ts'
import { requireOperator } from './operator.ts'

/**
 * Ends a signing key that somebody else may know: it is deleted, no token that it signed is believed from now on, and the
 * published keys lack it. Where it was the one that signs, the waiting one takes over, or a new one. 1001 not the
 * operator, 404 no such key.
 */
export const revokeSigningKey: Verb<
  'signing-key.revoked',
  { kid: string },
  void,
  { kid: string; spare: StoredKey; seal: Seal }
> = {
  name: 'key.revoke-signing-key',
  admits: 'fresh manager',
  emits: ['signing-key.revoked'],
  async prepare(before, { kid }) {
    await requireOperator(before)
    const key = before.ports.keys.byId(kid) ?? refuse(404, { variant: 'signingKey', values: { key: kid } })
    return { kid, spare: await makeKey(`signing:${key.algorithm}`, before.now), seal: before.ports.seal }
  },
  async run(context, { kid, spare, seal }) {
    const { tx, now, changed, emit } = context
    await lockKeys(tx)
    const ofPurpose = byAge((await readKeys(tx, seal)).filter(({ purpose }) => purpose === spare.purpose))
    const key = ofPurpose.find(({ id }) => id === kid) ?? refuse(404, { variant: 'signingKey', values: { key: kid } })
    const signing = signingAmong(ofPurpose, now)
    await deleteKey(tx, key)
    if (key === signing) await succeed(context, ofPurpose, spare, seal)
    // The one that signs goes on: nobody takes its place any more.
    else if (key.activeAt > now && signing) await activateKey(tx, signing, signing.activeAt)
    changed(keysTopic)
    emit('signing-key.revoked', { signingKeyId: kid })
  },
}

async function succeed({ tx, now }: Context, ofPurpose: StoredKey[], spare: StoredKey, seal: Seal): Promise<void> {
  const waiting = ofPurpose.find(({ activeAt }) => activeAt > now)
  if (waiting) await activateKey(tx, waiting, now)
  else await insertKey(tx, seal, spare)
}
