import { refuse } from '@menshen/contract/errors'

/** What an authenticator answered, as `toJSON()` of the browser writes it (WebAuthn section 5.1). Its texts are base64url. */
export interface AuthenticatorAnswer {
  id: string
  rawId: string
  type: 'public-key'
  response: Record<string, unknown> & { clientDataJSON: string }
  clientExtensionResults: Record<string, never>
}

interface ClientData {
  origin: string
  challenge: string
}

/** More than any authenticator says where no attestation is asked for. */
const most = 16_384

/** Reads an answer that came from outside: 400 when it has not the shape of one. */
export function readAnswer(value: unknown): AuthenticatorAnswer {
  const { id, rawId, type, response } = fieldsOf(value)
  const fields = fieldsOf(response)
  const { clientDataJSON } = fields
  if (!isCoded(id, 1_400) || rawId !== id || type !== 'public-key' || !isCoded(clientDataJSON)) return shapeless()
  for (const name of ['attestationObject', 'authenticatorData', 'signature', 'userHandle'])
    if (fields[name] !== undefined && fields[name] !== null && !isCoded(fields[name])) shapeless()
  // Extensions are not asked for, so what is said of them is not listened to.
  return { id, rawId: id, type, response: { ...fields, clientDataJSON }, clientExtensionResults: {} }
}

/** What the browser says that it signed (WebAuthn section 5.8.1); null when it cannot be read. */
export function clientDataOf({ response }: AuthenticatorAnswer): ClientData | null {
  try {
    const { origin, challenge } = fieldsOf(JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString()))
    return typeof origin === 'string' && typeof challenge === 'string' ? { origin, challenge } : null
  } catch {
    return null
  }
}

/** Whether a required member is there at all. */
export function hasTexts({ response }: AuthenticatorAnswer, names: readonly string[]): boolean {
  return names.every((name) => typeof response[name] === 'string')
}

function isCoded(value: unknown, longest = most): value is string {
  return typeof value === 'string' && value.length <= longest && /^[\w-]+$/.test(value)
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : shapeless()
}

function shapeless(): never {
  return refuse(400, { variant: 'object', values: { field: 'credential' } })
}
