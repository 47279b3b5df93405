import type { DeviceType } from './user-agent.ts'

/** Something that a person signs in on. Each belongs to one person, also where several share the machine. */
export interface Device {
  id: string
  userPoolId: string
  userId: string
  type: DeviceType
  /** `Chrome · Windows`, or what a client calls it; empty when nothing is known. */
  name: string
  browser: string | null
  os: string | null
  userAgent: string | null
  /** What a client calls the device itself. */
  uniqueId: string | null
  /** What else a client told about it. */
  details: Record<string, unknown>
  disabled: boolean
  suspendedUntil: Date | null
  lastIp: string | null
  lastSeenAt: Date
  createdAt: Date
}

/** In the words of the protocol: `deactivated` until an administrator enables it, `suspended` until a time. */
export type DeviceStatus = 'activated' | 'suspended' | 'deactivated'

export function statusOf({ disabled, suspendedUntil }: Device, now: Date): DeviceStatus {
  if (disabled) return 'deactivated'
  return suspendedUntil && suspendedUntil > now ? 'suspended' : 'activated'
}
