import { type PasswordSignIn, signInWithPassword } from '#domain/account/sign-in/sign-in-with-password.ts'
import { checkLoginStatus, sayLoginStatus } from '#domain/entry/session/check-status.ts'
import { exchangePoolSecret, renewManagementToken } from '#domain/entry/session/management-token.ts'
import { refreshSession } from '#domain/entry/session/refresh.ts'
import { issueTokenTo } from '#domain/entry/session/user-token.ts'
import { signInWithSubAccount } from '#domain/entry/sub-account/sign-in.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import { encodeSignedIn, type RowContext } from '../context.ts'

type Credentials = {
  username?: string
  email?: string
  phone?: string
  password: string
  captchaCode?: string | null
  autoRegister?: boolean | null
  clientIp?: string | null
  params?: string | null
  context?: string | null
}

/** `loginByUsername`, `loginByEmail` and `loginByPhonePassword` are one operation that looks at another identifier. */
function signInBy(by: NonNullable<PasswordSignIn['by']>) {
  return async ({ input }: { input: Credentials }, context: RowContext) => {
    const signIn = {
      by,
      identifier: input[by] ?? '',
      password: input.password,
      encrypted: true,
      kind: 'token' as const,
      captchaCode: input.captchaCode,
      autoRegister: input.autoRegister ?? false,
      extras: { params: input.params, context: input.context },
    }
    const hints = { ...context.hints, clientIp: input.clientIp }
    return encodeSignedIn(context, await context.domain.call(signInWithPassword, hints, signIn))
  }
}

export const sessionMutations = {
  loginByUsername: signInBy('username'),
  loginByEmail: signInBy('email'),
  loginByPhonePassword: signInBy('phone'),

  async loginBySubAccount({ account, password, captchaCode, clientIp }, context) {
    const hints = { ...context.hints, clientIp }
    const signIn = { account, password, captchaCode, encrypted: true, kind: 'token' as const }
    return encodeSignedIn(context, await context.domain.call(signInWithSubAccount, hints, signIn))
  },

  async refreshToken({ id }, { domain, hints }) {
    const refreshed = await domain.call(refreshSession, hints, { id: id ?? null })
    return issueTokenTo(domain, refreshed, hints.origin)
  },

  async refreshAccessToken({ accessToken }, { domain, hints }) {
    const { token, ...times } = await domain.call(
      renewManagementToken,
      { ...hints, token: accessToken || hints.token },
      {},
    )
    return { accessToken: token, ...times }
  },
} satisfies RowsFor<Arguments['Mutation'], RowContext>

export const sessionQueries = {
  async accessToken({ userPoolId: poolId, secret }, { domain, hints }) {
    const { token, ...times } = await exchangePoolSecret(domain, { poolId, secret }, hints)
    return { accessToken: token, ...times }
  },

  async checkLoginStatus({ token }, { domain, hints, language }) {
    const status = await checkLoginStatus(domain, token || hints.token || null)
    return { ...status, message: sayLoginStatus(status, language) }
  },
} satisfies RowsFor<Arguments['Query'], RowContext>
