import type { Screen } from './stage.ts'
import type { Text } from './text/en.ts'

/** Of the tab. */
export function titleOf(screen: Screen, text: Text, application: string): string {
  if (screen === 'consent') return text.consentTitle(application)
  const title = {
    'sign-in': text.signInTitle,
    'sign-in-code': text.signInCodeTitle,
    'sign-in-qr': text.qr.title,
    'sign-in-link': text.signInLinkTitle,
    'sign-in-sub': text.signInSubTitle,
    'follow-link': text.signInTitle,
    'sign-up': text.signUpTitle,
    'sign-up-code': text.signUpTitle,
    reset: text.resetTitle,
    'reset-link': text.setPasswordTitle,
    renewal: text.setPasswordTitle,
    'second-factor': text.factor.title,
    expired: text.expiredTitle,
  }[screen]
  return `${title} · ${application}`
}
