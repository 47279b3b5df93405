// What a code is sent for, as this generation of clients names it.
import type { SentPurpose } from '#domain/proof/verification-code/purpose.ts'
import type { Scene } from '../../view/scenes.ts'

const mail = (purpose: SentPurpose): Scene => ({ purpose, template: 'VERIFY_CODE' })

export const mailChannels = {
  CHANNEL_LOGIN: mail('login'),
  CHANNEL_REGISTER: mail('register'),
  CHANNEL_RESET_PASSWORD: { purpose: 'reset-password', template: 'RESET_PASSWORD' },
  CHANNEL_VERIFY_EMAIL_LINK: 'link',
  CHANNEL_UPDATE_EMAIL: { purpose: 'bind', template: 'CHANGE_EMAIL' },
  CHANNEL_BIND_EMAIL: { purpose: 'bind', template: 'CHANGE_EMAIL' },
  CHANNEL_UNBIND_EMAIL: { purpose: 'unbind', template: 'CHANGE_EMAIL' },
  CHANNEL_VERIFY_MFA: { purpose: 'mfa', template: 'MFA_VERIFY' },
  CHANNEL_COMPLETE_EMAIL: mail('complete'),
  CHANNEL_DELETE_ACCOUNT: mail('delete-account'),
} as const satisfies Record<string, Scene>

export const textChannels = {
  CHANNEL_LOGIN: 'login',
  CHANNEL_REGISTER: 'register',
  CHANNEL_RESET_PASSWORD: 'reset-password',
  CHANNEL_BIND_PHONE: 'bind',
  CHANNEL_UNBIND_PHONE: 'unbind',
  CHANNEL_BIND_MFA: 'bind',
  CHANNEL_VERIFY_MFA: 'mfa',
  CHANNEL_UNBIND_MFA: 'unbind',
  CHANNEL_COMPLETE_PHONE: 'complete',
  CHANNEL_DELETE_ACCOUNT: 'delete-account',
} as const satisfies Record<string, SentPurpose>

/** What clients name and nothing here asks a code for; each is refused as not built. */
const unbuilt = ['CHANNEL_UNLOCK_ACCOUNT', 'CHANNEL_IDENTITY_VERIFICATION'] as const

export type MailChannel = keyof typeof mailChannels | (typeof unbuilt)[0]
export type TextChannel = keyof typeof textChannels | (typeof unbuilt)[1]

const names = <Name extends string>(table: Record<Name, unknown>) => Object.keys(table) as Name[]

export const mailChannelNames: MailChannel[] = [...names(mailChannels), unbuilt[0]]
export const textChannelNames: TextChannel[] = [...names(textChannels), unbuilt[1]]

export const isUnbuilt = (channel: string): channel is (typeof unbuilt)[number] =>
  (unbuilt as readonly string[]).includes(channel)
