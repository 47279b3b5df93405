import { refuse } from '@menshen/contract/errors'
import { type Application, type SignInMethod, signInMethods } from '../application/application.ts'

/** The ways in by password or code that are open; all where no application is named. */
export function signInMethodsOf(application: Application | null): SignInMethod[] {
  const all = Object.keys(signInMethods) as SignInMethod[]
  return application ? all.filter((method) => application.settings[signInMethods[method]]) : all
}

/** 400 for a way that the application has closed. */
export function requireMethod(application: Application | null, method: SignInMethod): void {
  if (!signInMethodsOf(application).includes(method))
    refuse(400, { variant: 'closed', values: { setting: signInMethods[method] } })
}
