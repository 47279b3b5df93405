/** One failure in words. `name`: of the application that it is about. */
export type FailureWords = { title: string; what: string | ((name: string) => string); advice: string }

/** Why somebody sees a page of its own instead of what they came for: title by cause, what happened, what to do. */
export const en = {
  'unknown-client': {
    title: 'Unknown application',
    what: 'The application that sent you here is not registered on this server.',
    advice: 'Go back to the application, and give its administrator the details below.',
  },
  'unknown-application': {
    title: 'Unknown application',
    what: 'There is no application with this name on this server.',
    advice: 'Check the name in the address, or start from the home page.',
  },
  'redirect-address': {
    title: 'Address not registered',
    what: (name) => `${name} asked to send you to an address that is not registered for it. You were not sent there.`,
    advice: 'If you develop this application, register the address below for it, exactly as it is.',
  },
  'no-redirect-address': {
    title: 'Nobody can sign in from here',
    what: (name) => `${name} has no redirect address, so there is nowhere to return to after a sign-in.`,
    advice: 'If you manage this application, register a redirect address for it.',
  },
  'begins-itself': {
    title: 'Sign in from the application',
    what: (name) => `${name} has to start the sign-in itself.`,
    advice: 'Open the application and sign in there.',
  },
  expired: {
    title: 'This sign-in has expired',
    what: 'A sign-in page works for a limited time, and only in the browser that opened it.',
    advice: 'Go back to the application and sign in again.',
  },
  request: {
    title: 'This request is not valid',
    what: 'The application sent a request that this server does not accept.',
    advice: 'Go back to the application and try again. If it fails again, give its administrator the details below.',
  },
  nowhere: {
    title: 'Page not found',
    what: 'There is no page at this address.',
    advice: 'Check the address, or start from the home page.',
  },
  'no-document': {
    title: 'Page not found',
    what: 'There is no page at this address in the documentation.',
    advice: 'Look for it in the contents of the documentation.',
  },
  ours: {
    title: 'Something went wrong',
    what: 'This server could not answer. The fault is not yours.',
    advice: 'Try again in a moment. If it fails again, give the administrator the details below.',
  },
  'unknown-host': {
    title: 'Not an address of this server',
    what: 'This server does not answer under the address in your address bar.',
    advice: 'If you run this server, set PUBLIC_URL to the address that people open, and start it again.',
  },
  'link-elsewhere': {
    title: 'Open this link where you asked for it',
    what: 'A sign-in link works only in the browser in which you asked for it, and only while that sign-in is open.',
    advice: 'Open the link in that browser, or sign in here another way.',
  },
  'reset-link': {
    title: 'This link no longer works',
    what: 'A link to set a password works once and for a limited time.',
    advice:
      'Choose “Forgot your password?” on the sign-in page to get a new one, and open the newest mail. For a first sign-in, ask your administrator for another.',
  },
  'verify-link': {
    title: 'This link no longer works',
    what: 'A link to verify an email address works once and for a limited time.',
    advice: 'If your address is not verified yet, ask for a new mail in your account, and open the newest one.',
  },
  'undo-link': {
    title: 'This link no longer works',
    what: 'A link to undo the linking of two accounts works once, for seven days.',
    advice:
      'If the accounts are still one, sign in and ask your administrator. If they are two again, there is nothing to do.',
  },
  'outbox-off': {
    title: 'There is no outbox here',
    what: 'This server sends its mails and text messages.',
    advice: 'Look for the message where it was sent.',
  },
  'outbox-closed': {
    title: 'The outbox is closed',
    what: 'Only the owner of this server can open the outbox.',
    advice:
      'Sign in as the owner, then open this page again. Or use the link that the start wrote into bootstrap.json, which is good for a day.',
  },
  'no-account-page': {
    title: 'Page not found',
    what: 'There is no such page, or people cannot open their account through this application.',
    advice: 'Open /u, or /u/ followed by the name of the application that you use.',
  },
  'not-signed-in': {
    title: 'You are not signed in',
    what: 'The sign-in did not finish.',
    advice: 'Sign in again to go on.',
  },
  cancelled: {
    title: 'You cancelled the sign-in',
    what: 'You were not signed in, and the application learned nothing about you.',
    advice: 'You can sign in again at any time.',
  },
  'shown-once': {
    title: 'This page is shown once',
    what: 'What an application learns about you is shown here right after a sign-in.',
    advice: 'Sign in again to see it.',
  },
} satisfies Record<string, FailureWords>

export type Cause = keyof typeof en
