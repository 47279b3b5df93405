import { refuse } from '@menshen/contract/errors'
import { type Application, codeMethods, passwordMethods, type SignInMethod } from '../application/application.ts'

/** The ways in by password or code that an application has open. */
export function signInMethodsOf(application: Application | null): SignInMethod[] {
  const { passwordMethods: passwords = null, codeMethods: codes = null } = application?.settings ?? {}
  return [...(passwords ?? passwordMethods), ...(codes ?? codeMethods)]
}

/** 400 for a way that the application has closed. */
export function requireMethod(application: Application | null, method: SignInMethod): void {
  if (!signInMethodsOf(application).includes(method))
    refuse(400, { values: { detail: `this application has no sign-in by ${method}` } })
}
