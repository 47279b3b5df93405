import { Refusal } from '@menshen/contract/errors'
import { type Domain, groundOf } from '#domain/shape/domain.ts'
import { type Claims, parseJwt } from '#platform/crypto/jwt.ts'
import { readToken } from './read-token.ts'

/** The claims of a person's token that is believed here and now, as they stand in it; null whatever is wrong with it. */
export async function validateToken(domain: Domain, token: string): Promise<Claims | null> {
  const { ports, clock } = groundOf(domain)
  const read = await readToken(ports, token, clock()).catch(passRefusal)
  return read?.caller.kind === 'user' ? (parseJwt(token)?.claims ?? null) : null
}

function passRefusal(error: unknown): null {
  if (error instanceof Refusal) return null
  throw error
}
