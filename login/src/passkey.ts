import { type PublicKeyCredentialRequestOptionsJSON, startAuthentication } from '@simplewebauthn/browser'

/** Whether passkeys can be used here at all: a browser that knows them, in a secure context, under a host name. */
export function canUsePasskeys(): boolean {
  return 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(location.hostname)
}

/**
 * Lets the person choose a passkey and answers what the authenticator signed. Null when nothing came of it: refused,
 * cancelled, timed out, or put aside for another request; browsers do not say which, on purpose.
 */
export function pickPasskey({ options }: { options: object }, autofill: boolean): Promise<object | null> {
  const optionsJSON = options as PublicKeyCredentialRequestOptionsJSON
  return startAuthentication({ optionsJSON, useBrowserAutofill: autofill }).catch(() => null)
}
