import { provesItself } from '../clients.ts'
import type { ClientModel, Models } from '../engine-types.ts'
import type { PlainRequest } from './plain-request.ts'

interface Credentials {
  id: string
  secret: string
}

/** Parameters that say who asks. */
export const clientParameters = ['client_id', 'client_secret'] as const

/** Padded base64, and of what it says only what means itself in a form too (RFC 6749 section 2.3.1). */
const basicShape = /^basic ((?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/i
const pairShape = /^([\w-]{1,64}):([\w.~-]+)$/

/** The client that proved with its secret, in the header or in the form, that it asks; null when that is not certain. */
export async function authenticateClient(
  { Client }: Models,
  { headers }: PlainRequest,
  form: Record<string, string | undefined>,
  now: Date,
): Promise<ClientModel | null> {
  const given = headers.authorization === undefined ? inForm(form) : inHeader(headers.authorization, form)
  const client = given && ((await Client.find(given.id)) as ClientModel | undefined)
  if (!given || !client?.clientSecret || client.clientSecretExpiresAt) return null
  if (client.clientAuthMethod !== 'client_secret_basic' && client.clientAuthMethod !== 'client_secret_post') return null
  return provesItself(client, given.secret, now) ? client : null
}

function inForm({ client_id: id, client_secret: secret }: Record<string, string | undefined>): Credentials | null {
  return id && secret ? { id, secret } : null
}

function inHeader(header: string, form: Record<string, string | undefined>): Credentials | null {
  const encoded = basicShape.exec(header)?.[1]
  const pair = encoded && pairShape.exec(Buffer.from(encoded, 'base64').toString())
  if (!pair || form.client_secret !== undefined) return null
  const [, id, secret] = pair as unknown as [string, string, string]
  return form.client_id === undefined || form.client_id === id ? { id, secret } : null
}
