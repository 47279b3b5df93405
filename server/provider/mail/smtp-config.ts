import { type Static, Type } from 'typebox'
import { MailFailure } from '#domain/messaging/message/mail-transport.ts'
import { UnfitSettings } from '../definition.ts'
import { choice, flag, secret, text, whole } from '../setting.ts'

const startTls = ['none', 'starttls', 'required'] as const

/** An SMTP server and who we are to it. */
export const smtpSettings = Type.Object({
  host: text({ en: 'Name or address of the server.', zh: '服务器的域名或地址。', example: 'mail.example.com' }),
  port: Type.Optional(
    whole(1, 65_535, {
      en: 'Left out: 465 when `secure`, else 587.',
      zh: '默认在 `secure` 时为 465，否则为 587。',
      example: 465,
    }),
  ),
  secure: Type.Optional(flag({ en: 'TLS from the first byte.', zh: '从首字节起使用 TLS。', example: true })),
  tls: Type.Optional(
    choice(startTls, {
      en: 'Without `secure`: `none` never encrypts, `starttls` does when it is offered. Left out: `required` when there is a password.',
      zh: '未设置 `secure` 时：`none` 从不加密，`starttls` 在对方支持时加密。默认在有密码时为 `required`。',
      example: 'required',
    }),
  ),
  user: Type.Optional(
    text({
      en: 'Who signs in; goes with `password`.',
      zh: '登录用户名，须与 `password` 同时填写。',
      example: 'door@example.com',
    }),
  ),
  password: Type.Optional(
    secret({
      en: 'The password; goes with `user`.',
      zh: '登录密码，须与 `user` 同时填写。',
      example: 'example-password',
    }),
  ),
  from: Type.Optional(
    text({
      en: 'The sender address. Left out: `user`, when that is an address.',
      zh: '发信地址；默认使用 `user`（须为邮箱地址）。',
      example: 'no-reply@example.com',
    }),
  ),
  verify: Type.Optional(flag({ en: 'False trusts any certificate.', zh: '为 false 时信任任何证书。', example: true })),
  ca: Type.Optional(
    text({
      en: 'PEM of a certificate authority to trust instead of the well-known ones.',
      zh: '以 PEM 填写的 CA 证书，用于代替公认的 CA。',
      example: '-----BEGIN CERTIFICATE-----…',
    }),
  ),
})

export type SmtpConfig = Static<typeof smtpSettings>

/**
 * Reads `smtp://user:password@host:port?tls=none|starttls|required&from=address&verify=off` (`smtps://` for TLS from the first
 * byte). Throws a permanent `unreachable` MailFailure, whose message does not repeat the text: it holds the password.
 */
export function readSmtpUrl(text: string): SmtpConfig {
  const url = URL.canParse(text) ? new URL(text) : unusable('the mail server address is not a URL')
  const secure = url.protocol === 'smtps:'
  if (!secure && url.protocol !== 'smtp:') unusable('the mail server address must begin with smtp:// or smtps://')
  const wanted = url.searchParams.get('tls')
  const tls = startTls.find((known) => known === wanted)
  if (wanted !== null && !tls) unusable('tls must be none, starttls or required')
  const verify = url.searchParams.get('verify') ?? 'on'
  if (verify !== 'on' && verify !== 'off') unusable('verify must be on or off')
  return {
    // An IPv6 address stands in brackets in a URL and without them everywhere else.
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    ...(url.port && { port: Number(url.port) }),
    secure,
    ...(tls && { tls }),
    ...(url.username && { user: decoded(url.username) }),
    ...(url.password && { password: decoded(url.password) }),
    ...(url.searchParams.get('from') && { from: url.searchParams.get('from') as string }),
    verify: verify === 'on',
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return unusable('user or password is not percent-encoded')
  }
}

/** The settings as they are used. Throws `UnfitSettings` for a user without a password, and the other way round. */
export function completeSmtpConfig(config: SmtpConfig) {
  const { host, secure = false, user = '', password = '', verify = true, ca } = config
  const port = config.port ?? (secure ? 465 : 587)
  if (user && !password) throw new UnfitSettings(['password'])
  if (password && !user) throw new UnfitSettings(['user'])
  // A password never travels in the clear unless the operator has said so: who sits in between could hide the offer of TLS.
  const tls = config.tls ?? (user ? 'required' : 'starttls')
  const from = config.from || (user.includes('@') ? user : undefined)
  return { host, port, secure, tls, user, password, from, verify, ca }
}

function unusable(why: string): never {
  throw new MailFailure('unreachable', why, true)
}
