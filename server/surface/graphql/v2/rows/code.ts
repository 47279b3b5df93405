import { registerWithCode } from '#domain/account/register/register-with-code.ts'
import { signInWithCode } from '#domain/account/sign-in/sign-in-with-code.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import { encodeSignedIn, type RowContext } from '../context.ts'

export const codeMutations = {
  async loginByPhoneCode({ input }, context) {
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

  async registerByPhoneCode({ input }, context) {
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
} satisfies RowsFor<Arguments['Mutation'], RowContext>
