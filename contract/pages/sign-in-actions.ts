// What a person does on the sign-in page: what the page sends, and what it is told when it goes on by itself.
import type { ActionsOf, ActionTable } from './action.ts'

/** Sent to `/interaction/:uid/:action`. */
export const signInActions = {
  'sign-in': { account: 'text', password: 'text', countryCode: 'text?', captchaCode: 'text?' },
  'sign-in-by-sub-account': { account: 'text', password: 'text', captchaCode: 'text?' },
  'sign-up': { method: 'text', email: 'text?', username: 'text?', password: 'text' },
  'send-code': { purpose: 'text', address: 'text' },
  /** `register`: `yes` makes an account where nobody has the address. */
  'sign-in-by-code': { address: 'text', code: 'text', register: 'text?' },
  'sign-up-by-code': { address: 'text', code: 'text' },
  'reset-password': { address: 'text', code: 'text', password: 'text' },
  'captcha-task': {},
  'captcha-work': { challenge: 'text', nonce: 'text' },
  'qr-code': {},
  'qr-check': { random: 'text' },
  'passkey-options': {},
  'passkey-sign-in': { credential: 'credential' },
  'send-link': { address: 'text' },
  'sign-in-by-link': { token: 'text' },
  'set-first-password': { token: 'text', password: 'text' },
  'renew-password': { token: 'text', oldPassword: 'text', password: 'text' },
  'mfa-begin': {},
  'mfa-totp': { mfaToken: 'text', code: 'text', trust: 'flag' },
  'mfa-recovery': { mfaToken: 'text', code: 'text', trust: 'flag' },
  /** `address` is empty for the person's own. */
  'mfa-send': { mfaToken: 'text', kind: 'text', address: 'text' },
  'mfa-code': { mfaToken: 'text', kind: 'text', address: 'text', code: 'text', trust: 'flag' },
  'mfa-passkey-options': { mfaToken: 'text' },
  'mfa-passkey': { mfaToken: 'text', credential: 'credential', trust: 'flag' },
  'mfa-enrol': { mfaToken: 'text' },
  'mfa-confirm': { mfaToken: 'text', code: 'text', trust: 'flag' },
  consent: { accept: 'flag' },
  cancel: {},
} as const satisfies ActionTable

/** How a code to scan stands. */
export type QrState = 'waiting' | 'scanned' | 'confirmed' | 'cancelled' | 'expired'

interface SignInAnswers {
  'captcha-task': { challenge: string }
  /** To be typed in as the characters of the picture. */
  'captcha-work': { answer: string }
  /** `picture`: a `data:` address; `expiresIn`: seconds. */
  'qr-code': { random: string; picture: string; expiresIn: number }
  /** Who scanned it, as far as the screen may say. */
  'qr-check': { state: QrState; name: string | null; photo: string | null }
  /** `options` as the browser's passkey dialog takes them (WebAuthn, `PublicKeyCredentialRequestOptionsJSON`). */
  'passkey-options': { options: object }
  'mfa-passkey-options': { options: object }
  /** `next`: where the sign-in goes on once the new code is kept. */
  'mfa-recovery': { recoveryCode: string; next: string }
  'mfa-enrol': { secret: string; uri: string; picture: string; recoveryCode: string }
  'mfa-confirm': { next: string }
}

export type SignInActions = ActionsOf<typeof signInActions, SignInAnswers>
export type SignInAction = keyof SignInActions

/** What the page does that the link of a mail opens; sent below `actions` of its view. */
export const resetLinkActions = {
  'set-password': { token: 'text', password: 'text' },
} as const satisfies ActionTable

export type ResetLinkActions = ActionsOf<typeof resetLinkActions, unknown>
