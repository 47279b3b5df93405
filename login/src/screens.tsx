import type { ComponentChildren } from 'preact'
import { ByCode } from './screen/by-code.tsx'
import { Consent } from './screen/consent.tsx'
import type { Drafted } from './screen/drafted.ts'
import { Expired } from './screen/expired.tsx'
import { FollowLink } from './screen/follow-link.tsx'
import { SecondFactor } from './screen/mfa.tsx'
import { QrSignIn } from './screen/qr-sign-in.tsx'
import { Renewal } from './screen/renewal.tsx'
import { Reset } from './screen/reset.tsx'
import { ResetLink } from './screen/reset-link.tsx'
import { SignIn, SignInBySubAccount } from './screen/sign-in.tsx'
import { SignInLink } from './screen/sign-in-link.tsx'
import { SignUp } from './screen/sign-up.tsx'
import type { Screen } from './stage.ts'

/** What each screen shows. */
export const screens: Record<Screen, (drafted: Drafted) => ComponentChildren> = {
  'sign-in': SignIn,
  'sign-in-code': (drafted) => <ByCode purpose="login" {...drafted} />,
  'sign-in-qr': QrSignIn,
  'sign-in-link': SignInLink,
  'sign-in-sub': SignInBySubAccount,
  'follow-link': FollowLink,
  'sign-up': SignUp,
  'sign-up-code': (drafted) => <ByCode purpose="register" {...drafted} />,
  reset: Reset,
  'reset-link': ResetLink,
  renewal: Renewal,
  'second-factor': SecondFactor,
  consent: Consent,
  expired: Expired,
}
