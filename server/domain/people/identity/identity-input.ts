import { refuse } from '@menshen/contract/errors'
import { checkedText } from '#domain/shape/text.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { type IdentityKey, type NewIdentity, sealToken } from './identity.ts'

type Text = string | null | undefined

/** An account at another provider, as the doors hand it over. */
export interface IdentityInput {
  provider?: Text
  userIdInIdp?: Text
  extIdpId?: Text
  type?: Text
  isSocial?: boolean | null | undefined
  connectionId?: Text
  openid?: Text
  accessToken?: Text
  refreshToken?: Text
  userInfo?: Record<string, unknown>
}

/** Which provider is meant. 2231 when it is not said. */
export function parseSource(input: IdentityInput): Pick<IdentityKey, 'provider' | 'extIdpId'> {
  return {
    provider: required(input.provider, 'provider', 128),
    extIdpId: checkedText(input.extIdpId?.trim() ?? '', 'extIdpId', 128),
  }
}

/** Refuses (2231) what has no provider or no id there, and 400 what is too long. */
export function parseIdentity(seal: Seal, input: IdentityInput): NewIdentity {
  return {
    ...parseSource(input),
    userIdInIdp: required(input.userIdInIdp, 'userIdInIdp', 255),
    type: checkedText(input.type?.trim() || 'generic', 'type', 64),
    isSocial: input.isSocial ?? true,
    connectionId: optional(input.connectionId, 'connectionId', 128),
    openid: optional(input.openid, 'openid', 255),
    userInfo: input.userInfo ?? {},
    accessTokenSealed: sealToken(seal, 'accessToken', optional(input.accessToken, 'accessToken', 16_384)),
    refreshTokenSealed: sealToken(seal, 'refreshToken', optional(input.refreshToken, 'refreshToken', 16_384)),
  }
}

function required(text: Text, name: string, max: number): string {
  return checkedText(text?.trim() || refuse(2231), name, max)
}

function optional(text: Text, name: string, max: number): string | null {
  return text ? checkedText(text, name, max) : null
}
