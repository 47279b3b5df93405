// What people do in the user centre: what the page sends with each action. Sent to `/u/:application/actions/:action`.
import type { ActionsOf, ActionTable } from './action.ts'
import type { CentreAnswers } from './centre-answers.ts'

/** What the page shows of a profile and lets people write. */
export const shownProfile = {
  nickname: 'text?',
  name: 'text?',
  givenName: 'text?',
  familyName: 'text?',
  gender: 'text?',
  birthdate: 'text?',
  company: 'text?',
  website: 'text?',
  country: 'text?',
  province: 'text?',
  city: 'text?',
  streetAddress: 'text?',
  postalCode: 'text?',
  locale: 'text?',
  zoneinfo: 'text?',
} as const

export const centreActions = {
  profile: {},
  'save-profile': shownProfile,
  'save-fields': { values: 'values' },
  /** The body is the picture itself. */
  'save-photo': {},
  'remove-photo': {},
  'send-new-code': { kind: 'text', address: 'text' },
  'send-old-code': { kind: 'text' },
  'send-own-code': { kind: 'text' },
  'verify-contact': { kind: 'text', code: 'text' },
  'bind-contact': { kind: 'text', address: 'text', code: 'text' },
  'change-contact': { kind: 'text', address: 'text', code: 'text', oldCode: 'text?' },
  'unbind-contact': { kind: 'text', code: 'text?' },
  'send-delete-code': {},
  security: {},
  'change-password': { password: 'text', oldPassword: 'text?' },
  'app-begin': {},
  'app-confirm': { code: 'text' },
  'app-remove': {},
  'app-recovery': {},
  'passkey-options': {},
  'passkey-add': { name: 'text', credential: 'credential' },
  'passkey-rename': { id: 'text', name: 'text' },
  'passkey-remove': { id: 'text' },
  sessions: {},
  'end-session': { id: 'text' },
  'end-other-sessions': {},
  'forget-device': { id: 'text' },
  history: { after: 'text?' },
  linked: {},
  unlink: { provider: 'text' },
  'unlink-source': { extIdpId: 'text' },
  consents: {},
  'withdraw-consent': { id: 'text' },
  /** `form`: `page` to be read by people; anything else, for programs. */
  export: { form: 'text' },
  /** Proven by one of the two, or by a fresh sign-in. */
  'delete-account': { password: 'text?', code: 'text?' },
  'sign-out': {},
} as const satisfies ActionTable

export type CentreActions = ActionsOf<typeof centreActions, CentreAnswers>
export type CentreAction = keyof CentreActions
