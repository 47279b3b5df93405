import { refuse } from '@menshen/contract/errors'
import Type, { type Static } from 'typebox'
import { isOf, text } from '#domain/shape/kind.ts'

/** What an authenticator answered, as `toJSON()` of the browser writes it (WebAuthn section 5.1). Its texts are base64url. */
export interface AuthenticatorAnswer {
  id: string
  rawId: string
  type: 'public-key'
  response: Record<string, unknown> & { clientDataJSON: string }
  clientExtensionResults: Record<string, never>
}

/** Base64url, of no more characters than any authenticator says where no attestation is asked for. */
const coded = (most = 16_384) => Type.Refine(Type.String(), (value) => value.length <= most && /^[\w-]+$/.test(value))
const maybeCoded = Type.Optional(Type.Union([coded(), Type.Null()]))

const Answer = Type.Object({
  id: coded(1_400),
  rawId: Type.String(),
  type: Type.Literal('public-key'),
  response: Type.Object({
    clientDataJSON: coded(),
    attestationObject: maybeCoded,
    authenticatorData: maybeCoded,
    signature: maybeCoded,
    userHandle: maybeCoded,
  }),
})

const ClientData = Type.Object({ origin: Type.String(), challenge: Type.String() })

/** Reads an answer that came from outside: 400 when it has not the shape of one. */
export function readAnswer(value: unknown): AuthenticatorAnswer {
  if (!isOf(Answer, value) || value.rawId !== value.id)
    return refuse(400, { variant: 'object', values: { field: 'credential' } })
  const { id, rawId, type, response } = value
  // Extensions are not asked for, so what is said of them is not listened to.
  return { id, rawId, type, response: { ...response }, clientExtensionResults: {} }
}

/** What the browser says that it signed (WebAuthn section 5.8.1); null when it cannot be read. */
export function clientDataOf({ response }: AuthenticatorAnswer): Static<typeof ClientData> | null {
  try {
    const data: unknown = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString())
    return isOf(ClientData, data) ? { origin: data.origin, challenge: data.challenge } : null
  } catch {
    return null
  }
}

/** Whether a required member is there at all. */
export function hasTexts({ response }: AuthenticatorAnswer, names: readonly string[]): boolean {
  return names.every((name) => isOf(text, response[name]))
}
