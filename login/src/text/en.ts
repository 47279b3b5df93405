import type { Grade, Shortfall } from '../password.ts'
import type { Identifier, PasswordRule, SignUpMethod } from '../situation.ts'

const identifiers: Record<Identifier, string> = { username: 'username', email: 'email', phone: 'phone number' }

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const shortfalls: Record<Shortfall, (minLength: number) => string> = {
  empty: () => 'Enter a password.',
  short: (minLength) => `Use at least ${minLength} characters.`,
  'two-classes': () => 'Mix at least two of: lower case, upper case, digits, symbols.',
  'three-classes': () => 'Mix at least three of: lower case, upper case, digits, symbols.',
}

const scopes: Record<string, { name: string; description: string }> = {
  openid: { name: 'Confirm who you are', description: 'An identifier that stands for you in this application.' },
  profile: { name: 'Your profile', description: 'Name, picture, language and other public details.' },
  email: { name: 'Your email address', description: 'The address, and whether it has been verified.' },
  phone: { name: 'Your phone number', description: 'The number, and whether it has been verified.' },
  address: { name: 'Your postal address', description: 'The address kept in your profile.' },
  offline_access: { name: 'Stay signed in', description: 'Keep this access while you are away.' },
}

const rules = [
  () => '',
  (minLength: number) => `At least ${minLength} characters.`,
  (minLength: number) => `At least ${minLength} characters of two kinds: lower case, upper case, digits, symbols.`,
  (minLength: number) => `At least ${minLength} characters of three kinds: lower case, upper case, digits, symbols.`,
] as const

export const en = {
  signInTitle: 'Sign in',
  signInLead: (application: string) => `to continue to ${application}`,
  signInButton: 'Sign in',
  signUpTitle: 'Create your account',
  signUpLead: (application: string) => `for ${application}`,
  signUpButton: 'Create account',
  noAccountYet: 'New here?',
  toSignUp: 'Create an account',
  haveAccount: 'Already have an account?',
  toSignIn: 'Sign in',
  account: (kinds: Identifier[]) => {
    const names = kinds.map((kind) => identifiers[kind])
    const last = names.pop() ?? 'account'
    return capital(names.length ? `${names.join(', ')} or ${last}` : last)
  },
  accountMissing: (label: string) => `Enter your ${label.toLowerCase()}.`,
  emailWrong: 'Enter a full email address, like name@example.com.',
  signUpWith: 'Sign up with',
  method: (kind: SignUpMethod) => capital(identifiers[kind]),
  usernameHint: 'You will sign in with it.',
  password: 'Password',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  capsLock: 'Caps Lock is on.',
  rule: ({ strength, minLength }: PasswordRule) => rules[strength](minLength),
  shortfall: (lack: Shortfall, minLength: number) => shortfalls[lack](minLength),
  grade: (grade: Grade) => ['', 'Weak', 'Fair', 'Good', 'Strong'][grade] ?? '',
  gradeLabel: 'Password strength',
  busy: 'One moment…',
  back: (application: string) => `Cancel and return to ${application}`,
  leaving: (application: string) => `Taking you to ${application}.`,
  leavingLink: 'Nothing happens? Continue here.',
  consentTitle: (application: string) => `${application} asks for access`,
  consentLead: 'to your account',
  consentScopes: 'It will be able to see:',
  scope: (name: string) => scopes[name] ?? null,
  consentGoes: (host: string) => `You will be sent to ${host}.`,
  allow: 'Allow',
  deny: 'Deny',
  expiredTitle: 'This page has expired',
  expiredLead: (application: string) =>
    `Sign-in pages stay open for a limited time. Go back to ${application} and start again.`,
  expiredLink: (application: string) => `Back to ${application}`,
  unreachable: 'The server could not be reached. Check your connection and try again.',
  garbled: 'The server gave an answer that this page does not understand. Try again in a moment.',
  correct: (count: number) =>
    count === 1 ? 'One field needs your attention.' : `${count} fields need your attention.`,
  useCode: 'Use a code instead',
  useCodeToSignUp: 'Use a code instead',
  usePassword: 'Use a password instead',
  forgotten: 'Forgot your password?',
  signInCodeTitle: 'Sign in with a code',
  resetTitle: 'Reset your password',
  resetLead: 'A code shows that it is you. Then you choose a new password.',
  emailOrPhoneWrong: 'Enter an email address or a phone number.',
  phoneWrong: 'Enter a phone number, with the country code if it is not Chinese.',
  sendCode: 'Send code',
  codeSentTo: 'A code is on its way to',
  codeUnseen: 'Not there? It may take a minute, or lie in the junk folder.',
  otherAddress: 'Change',
  otherAddressLabel: 'Change the address',
  code: 'Code',
  codeHint: (length: number) => `${length} digits. Pasting works.`,
  codeShort: (length: number) => `Enter all ${length} digits.`,
  resendIn: (seconds: number) => `Another code in ${seconds} s`,
  resend: 'Send another code',
  resendReady: 'You can ask for another code now.',
  resent: 'Another code is on its way.',
  newPassword: 'New password',
  resetButton: 'Set new password',
  resetDone: 'Your password has been changed. Sign in with the new one.',
  verifyFirst: 'Your account has been created. Confirm your address with a code to sign in.',
  backToSignIn: 'Back to sign-in',
  captcha: 'Characters in the picture',
  captchaPicture: 'Four or five letters and digits, drawn by hand. They are to be typed into the field below.',
  captchaHint: 'Capitals or not does not matter.',
  captchaMissing: 'Enter the characters in the picture.',
  captchaBroken: 'The picture could not be loaded.',
  noPicture: 'Cannot read it? Let the browser fill it in',
  working: 'The browser is at work. This takes a few seconds.',
  worked: 'Done. The field is filled in; you can go on.',
  workFailed: 'That did not work. Try again, or use the picture.',
  anotherPicture: 'Show another picture',
  switchLanguage: 'Switch language',
}

export type Text = typeof en
