import type { Declined } from '@menshen/contract/errors'
import { recordFailure } from '#domain/ground/login-history/record-failure.ts'
import { type CodeProof, useCode, type WrongCode } from '#domain/proof/verification-code/use-code.ts'
import type { Context } from '#domain/shape/verb.ts'

/** Uses up a code that somebody who is signed in shows for their account. Null, or the refusal, once it stands in their history. */
export async function useOwnCode(context: Context, userId: string, proof: CodeProof): Promise<Declined | null> {
  const wrong = await useCode(context, proof)
  return wrong && failOwnCode(context, userId, wrong)
}

/** Somebody who has taken over a session may guess codes: the owner sees it. */
export async function failOwnCode(context: Context, userId: string, wrong: WrongCode): Promise<Declined> {
  await recordFailure(context, { userId, way: 'own-code', outcome: wrong.declined.code })
  return wrong
}
