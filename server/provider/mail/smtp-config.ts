import { MailFailure } from '#domain/messaging/message/mail-transport.ts'

/** How a connection that begins in plain text becomes encrypted. */
export type StartTls = 'none' | 'starttls' | 'required'

/** An SMTP server and who we are to it. */
export interface SmtpConfig {
  host: string
  /** Left out: 465 when `secure`, else 587. */
  port?: number
  /** TLS from the first byte. */
  secure?: boolean
  /** Without `secure`: `none` never encrypts, `starttls` does when it is offered. Left out: `required` when there is a password. */
  tls?: StartTls
  user?: string
  password?: string
  /** The sender's address. Left out: `user`, when that is an address. */
  from?: string
  /** False trusts any certificate. */
  verify?: boolean
  /** PEM of a certificate authority to trust instead of the well-known ones. */
  ca?: string
}

const startTls: readonly string[] = ['none', 'starttls', 'required'] satisfies StartTls[]

/**
 * Reads `smtp://user:password@host:port?tls=none|starttls|required&from=address&verify=off` (`smtps://` for TLS from the first
 * byte). Throws a permanent `unreachable` MailFailure, whose message does not repeat the text: it holds the password.
 */
export function readSmtpUrl(text: string): SmtpConfig {
  const url = URL.canParse(text) ? new URL(text) : unusable('the mail server address is not a URL')
  const secure = url.protocol === 'smtps:'
  if (!secure && url.protocol !== 'smtp:') unusable('the mail server address must begin with smtp:// or smtps://')
  const tls = url.searchParams.get('tls') ?? undefined
  if (tls !== undefined && !startTls.includes(tls)) unusable('tls must be none, starttls or required')
  const verify = url.searchParams.get('verify') ?? 'on'
  if (verify !== 'on' && verify !== 'off') unusable('verify must be on or off')
  return {
    // An IPv6 address stands in brackets in a URL and without them everywhere else.
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    ...(url.port && { port: Number(url.port) }),
    secure,
    ...(tls && { tls: tls as StartTls }),
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

/** The settings as they are used. Throws a permanent `unreachable` MailFailure when something is missing. */
export function completeSmtpConfig(config: SmtpConfig) {
  const { host, secure = false, user = '', password = '', verify = true, ca } = config
  const port = config.port ?? (secure ? 465 : 587)
  if (!host) unusable('the mail server has no host', 'host')
  for (const [name, text] of Object.entries({ host, user, password, from: config.from ?? '', ca: ca ?? '' }))
    if (typeof text !== 'string') unusable(`${name} of the mail server must be a text`, name)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    unusable('the mail server port is not from 1 to 65535', 'port')
  if (user && !password) unusable('the mail server has a user without a password', 'password')
  if (password && !user) unusable('the mail server has a password without a user', 'user')
  // A password never travels in the clear unless the operator has said so: who sits in between could hide the offer of TLS.
  const tls = config.tls ?? (user ? 'required' : 'starttls')
  const from = config.from || (user.includes('@') ? user : undefined)
  return { host, port, secure, tls, user, password, from, verify, ca }
}

function unusable(why: string, setting?: string): never {
  throw new MailFailure('unreachable', why, true, setting && `config.${setting}`)
}
