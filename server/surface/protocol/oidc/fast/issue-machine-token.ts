import { newToken } from '#platform/crypto/random.ts'
import { clientCredentialsAnswer, divideScopes } from '../client-credentials.ts'
import { machineLifetime, ownerOf } from '../clients.ts'
import { authenticateClient, clientParameters } from './authenticate-client.ts'
import type { Fast, FastParts } from './fast-path.ts'
import { type PlainRequest, readForm } from './plain-request.ts'

const parameters = new Set(['grant_type', 'scope', ...clientParameters])
/** RFC 6749 section 3.3. */
const scopeShape = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/

/** A token for a machine (RFC 6749 section 4.4). */
export async function issueMachineToken(
  { models, tokens, now }: FastParts,
  request: PlainRequest,
): Promise<Fast | null> {
  if (request.method !== 'POST' || request.headers.origin) return null
  const form = readForm(request.body, parameters)
  if (form?.grant_type !== 'client_credentials') return null
  if (form.scope !== undefined && !scopeShape.test(form.scope)) return null
  const client = await authenticateClient(models, request, form, now())
  if (!client?.grantTypes.includes('client_credentials')) return null

  const owner = ownerOf(client)
  const expiration = machineLifetime(owner)
  if (!Number.isSafeInteger(expiration) || expiration <= 0) return null
  const divided = divideScopes(client, new Set(form.scope?.split(' ')))
  // What policies permit to an account has to be looked up.
  if (owner.account && divided.rejected) return null
  const { clientId } = client
  const token = { jti: newToken(16), kind: 'ClientCredentials', expiration, scope: divided.scope || undefined }
  const value = await tokens.sign({ ...token, client, clientId }, request.issuer)
  return { body: clientCredentialsAnswer({ value, expiration, tokenType: 'Bearer' }, divided), origin: '*' }
}
