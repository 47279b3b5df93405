import type { IncomingMessage } from 'node:http'
import { addressParts, atAddress } from './address-parts.ts'
import { mountPath } from './scope.ts'

/**
 * An authorization request in prompts that the engine knows. Both of these show the sign-in page to whoever is signed in:
 * `select_account` (OpenID Connect Core 1.0, section 3.1.2.1), because there another account can be taken, and `create`
 * (Initiating User Registration via OpenID Connect 1.0), opened where people register.
 */
export function adaptPrompt(raw: IncomingMessage): IncomingMessage {
  const { path, search } = addressParts(raw)
  if (path !== `${mountPath}/auth` || !search) return raw
  const query = new URLSearchParams(search)
  const [given = '', ...more] = query.getAll('prompt')
  const prompts = given.split(' ')
  const creates = prompts.includes('create')
  if (more.length > 0 || !(creates || prompts.includes('select_account'))) return raw
  const known = prompts.map((name) => (name === 'create' || name === 'select_account' ? 'login' : name))
  query.set('prompt', [...new Set(known)].join(' '))
  if (creates) query.set('screen_hint', 'signup')
  return atAddress(raw, path, query)
}
