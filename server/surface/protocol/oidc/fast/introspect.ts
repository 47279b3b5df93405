import type { ArtifactPayload } from '../engine-types.ts'
import { mayIntrospect } from '../may-introspect.ts'
import { authenticateClient, clientParameters } from './authenticate-client.ts'
import type { Fast, FastParts } from './fast-path.ts'
import { hangsOn } from './hangs-on.ts'
import { type PlainRequest, readForm } from './plain-request.ts'

const parameters = new Set(['token', 'token_type_hint', ...clientParameters])

/** Introspection (RFC 7662) of a good access token by who may ask about it. */
export async function introspect(parts: FastParts, request: PlainRequest): Promise<Fast | null> {
  if (request.method !== 'POST' || request.headers.origin) return null
  const form = readForm(request.body, parameters)
  if (!form?.token || (form.token_type_hint ?? 'access_token') !== 'access_token') return null
  const client = await authenticateClient(parts.models, request, form, parts.now())
  if (client?.subjectType !== 'public') return null

  const { tokens, cached, now } = parts
  const token =
    (await tokens.believe('AccessToken', form.token)) ?? (await tokens.believe('ClientCredentials', form.token))
  if (!token || !(await mayIntrospect(cached, client, token as ArtifactPayload & { kind: string }))) return null
  if (token.grantId !== undefined) {
    const grant = await cached.grant(token.grantId)
    if (!grant || !hangsOn(token, grant, now())) return null
  }
  const body = {
    active: true,
    sub: token.accountId,
    client_id: token.clientId,
    exp: token.exp,
    iat: token.iat,
    sid: token.sid,
    iss: token.iss,
    jti: token.jti,
    aud: token.clientId,
    scope: token.scope || undefined,
    token_type: 'Bearer',
  }
  return { body, origin: '*' }
}
