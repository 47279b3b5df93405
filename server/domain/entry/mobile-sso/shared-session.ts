import { refuse } from '@menshen/contract/errors'
import { checkedText } from '#domain/shape/text.ts'
import { sha256 } from '#platform/crypto/compare.ts'

/** That somebody is signed in in one app of a phone, for its other apps. */
export interface SharedSession {
  id: string
  userPoolId: string
  deviceHash: Buffer
  /** Empty for an app that named none. */
  applicationId: string
  userId: string
  /** The session that it hangs on. */
  sessionId: string
  createdAt: Date
  expiresAt: Date
}

/** The form in which a phone's id is stored. 400 for one that is too long. */
export function hashDevice(deviceId: string): Buffer {
  return sha256(checkedText(deviceId, 'deviceId', 256))
}

/** Before something is kept under it: 400 for an id that is too short to be a phone's own. Nobody is found by such a one. */
export function requireOwnId(deviceId: string): void {
  if (deviceId.length < 8) refuse(400, { variant: 'short', values: { field: 'deviceId', min: 8 } })
}
