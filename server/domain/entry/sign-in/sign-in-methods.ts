import type { Before } from '#domain/shape/verb.ts'
import { type Application, type SignInMethod, signInMethods } from '#domain/tenancy/application/application.ts'
import { refuseClosed } from '#domain/tenancy/application/require-open.ts'
import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'

type Settled = Pick<Application, 'settings'>

const all = Object.keys(signInMethods) as SignInMethod[]

/** The ways in by password or code that an application has open. */
export function signInMethodsOf({ settings }: Settled): SignInMethod[] {
  return all.filter((method) => settings[signInMethods[method]])
}

/**
 * Those that are open here. Where only the pool is named, those that any of its applications has open: naming less must not let in
 * whom naming an application would keep out.
 */
export async function openMethods({ pool, application, ports }: Pick<Before, 'pool' | 'application' | 'ports'>) {
  return application ? signInMethodsOf(application) : ((await ports.cached.signInMethods(pool.id)) ?? all)
}

/** 400 for a way that is closed here. */
export async function requireMethod(before: Before, method: SignInMethod): Promise<void> {
  if (!(await openMethods(before)).includes(method)) refuseClosed(signInMethods[method])
}

/** By which ways each proof of a person is shown. What is not here is no way by password or code. */
const shownBy: Partial<Record<AuthenticationMethod, SignInMethod[]>> = {
  password: ['username-password', 'email-password', 'phone-password'],
  'email-code': ['email-code'],
  'sms-code': ['phone-code'],
}

/**
 * Whether somebody who has proven themselves by these methods, in the order in which they did, could have signed in to this
 * application so: who came by a password gets no further to one that takes none.
 */
export function takesMethods(application: Settled, methods: readonly AuthenticationMethod[]): boolean {
  return (
    methods.length === 0 ||
    !shownBy[methods[0] as AuthenticationMethod] ||
    methods.some((method) => takes(application, method))
  )
}

function takes(application: Settled, method: AuthenticationMethod): boolean {
  if (method === 'email-code' && application.settings.magicLink) return true
  const ways = shownBy[method]
  return ways !== undefined && signInMethodsOf(application).some((open) => ways.includes(open))
}
