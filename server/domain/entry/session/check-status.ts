import { type Language, Refusal, say } from '@menshen/contract/errors'
import { arnOf } from '#domain/people/user/user.ts'
import { type Domain, groundOf } from '#domain/shape/domain.ts'
import { readToken } from './read-token.ts'

export interface LoginStatus {
  /** 200 signed in, 2206 expired or ended, 2207 not a token of ours, 2020 none given. */
  code: 200 | 2020 | 2206 | 2207
  status: boolean
  exp: number | null
  iat: number | null
  data: { id: string; userPoolId: string; arn: string } | null
}

/** Whether a token is signed in. Never refuses: the outcome is part of the answer. Needs no tenant: the token names its own. */
export async function checkLoginStatus(domain: Domain, token: string | null): Promise<LoginStatus> {
  if (!token) return signedOut(2020)
  try {
    const { ports, clock } = groundOf(domain)
    const { caller, exp, iat } = await readToken(ports, token, clock())
    if (caller.kind !== 'user') return signedOut(2207)
    const user = { id: caller.userId, userPoolId: caller.userPoolId }
    return { code: 200, status: true, exp, iat, data: { ...user, arn: arnOf(user) } }
  } catch (error) {
    if (error instanceof Refusal) return signedOut(error.code === 2206 ? 2206 : 2207)
    throw error
  }
}

function signedOut(code: 2020 | 2206 | 2207): LoginStatus {
  return { code, status: false, exp: null, iat: null, data: null }
}

export function sayLoginStatus(status: LoginStatus, language: Language): string {
  if (status.code !== 200) return say(status.code, language)
  return language === 'zh-CN' ? '已登录' : 'Logged in'
}
