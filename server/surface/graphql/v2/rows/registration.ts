import { registerUser } from '#domain/account/register/register.ts'
import type { ProfileInput } from '#domain/people/user/profile.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import { encodeSignedIn, type RowContext } from '../context.ts'

type RegistrationInput = {
  email?: string
  username?: string
  password: string
  profile?: (ProfileInput & { udf?: unknown[] | null }) | null
  forceLogin?: boolean | null
  generateToken?: boolean | null
  clientIp?: string | null
  params?: string | null
  context?: string | null
  phoneToken?: string | null
  emailToken?: string | null
}

/** `registerByEmail` and `registerByUsername`. A token comes only with `forceLogin` or `generateToken`. */
function registerBy(method: 'email' | 'username') {
  return async ({ input }: { input: RegistrationInput }, context: RowContext) => {
    const hints = { ...context.hints, clientIp: input.clientIp }
    const registered = await context.domain.call(registerUser, hints, {
      method,
      identifier: input[method] ?? '',
      password: input.password,
      encrypted: true,
      profile: input.profile ?? {},
      forceLogin: input.forceLogin ?? false,
      generateToken: input.generateToken ?? false,
      kind: 'token',
      phoneToken: input.phoneToken,
      emailToken: input.emailToken,
      extras: { params: input.params, context: input.context, udf: input.profile?.udf },
    })
    return encodeSignedIn(context, registered)
  }
}

export const registrationMutations = {
  registerByEmail: registerBy('email'),
  registerByUsername: registerBy('username'),
} satisfies RowsFor<Arguments['Mutation'], RowContext>
