import { registerWithCode } from '#domain/account/register/register-with-code.ts'
import { signInWithCode } from '#domain/account/sign-in/sign-in-with-code.ts'
import type { ProfileInput } from '#domain/people/user/profile.ts'
import { encodeSignedIn, type RowContext } from '../context.ts'

type PhoneCode = {
  phone: string
  phoneCountryCode?: string | null
  code: string
  clientIp?: string | null
  params?: string | null
  context?: string | null
}

type Registration = PhoneCode & {
  password?: string | null
  profile?: (ProfileInput & { udf?: unknown[] | null }) | null
  forceLogin?: boolean | null
  generateToken?: boolean | null
  emailToken?: string | null
}

export const codeMutations = {
  async loginByPhoneCode({ input }: { input: PhoneCode & { autoRegister?: boolean | null } }, context: RowContext) {
    const signedIn = await context.domain.call(
      signInWithCode,
      { ...context.hints, clientIp: input.clientIp },
      {
        phone: input.phone,
        countryCode: input.phoneCountryCode,
        code: input.code,
        autoRegister: input.autoRegister ?? false,
        profile: {},
        kind: 'token',
        extras: { params: input.params, context: input.context },
      },
    )
    return encodeSignedIn(context, signedIn)
  },

  async registerByPhoneCode({ input }: { input: Registration }, context: RowContext) {
    const registered = await context.domain.call(
      registerWithCode,
      { ...context.hints, clientIp: input.clientIp },
      {
        phone: input.phone,
        countryCode: input.phoneCountryCode,
        code: input.code,
        password: input.password,
        encrypted: true,
        profile: input.profile ?? {},
        forceLogin: input.forceLogin ?? false,
        generateToken: input.generateToken ?? false,
        kind: 'token',
        emailToken: input.emailToken,
        extras: { params: input.params, context: input.context, udf: input.profile?.udf },
      },
    )
    return encodeSignedIn(context, registered)
  },
}
