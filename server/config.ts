import { StartError } from '#platform/start-error.ts'
import { hosts, networks } from './config-networks.ts'

/** One setting of the environment. This table is also the reference page of the settings. */
interface Setting {
  /** What holds when it is not set; null means that nothing does. */
  fallback: string | null
  en: string
  zh: string
  secret?: true
}

/** Every setting, each documented in place. No other file reads the environment. */
export const settings = {
  PORT: { fallback: '3000', en: 'Port to listen on.', zh: '监听端口。' },
  HOST: { fallback: '127.0.0.1', en: 'Address to listen on; 0.0.0.0 for all.', zh: '监听地址；0.0.0.0 表示全部。' },
  DATA_DIR: {
    fallback: './data',
    en: 'Where the embedded database, the generated secret key and bootstrap.json live.',
    zh: '内嵌数据库、自动生成的密钥与 bootstrap.json 的存放目录。',
  },
  DATABASE_URL: {
    fallback: null,
    en: 'PostgreSQL 14 or newer, e.g. postgres://user:password@host:5432/menshen. Not set: a PostgreSQL of our own in DATA_DIR.',
    zh: 'PostgreSQL 14 或更新版本，例如 postgres://user:password@host:5432/menshen。不设置则在 DATA_DIR 中自行启动 PostgreSQL。',
    secret: true,
  },
  DATABASE_CONNECTIONS: { fallback: '20', en: 'Database connections per process.', zh: '每个进程的数据库连接数。' },
  PUBLIC_URL: {
    fallback: null,
    en: 'Address under which browsers and clients reach this server, e.g. https://id.example.com. Required in production.',
    zh: '浏览器与客户端访问本服务的地址，例如 https://id.example.com。生产环境必填。',
  },
  SECRET_KEY: {
    fallback: null,
    en: 'At least 32 characters from which the keys that seal secrets and sign cookies are derived. Required in production; otherwise made once and kept in DATA_DIR/secret.key.',
    zh: '至少 32 个字符，用于派生加密存储与 Cookie 签名的密钥。生产环境必填；否则自动生成一次并保存在 DATA_DIR/secret.key。',
    secret: true,
  },
  SECRET_KEY_FORMER: {
    fallback: null,
    en: 'The SECRET_KEY before this one, set while it is changed: once every process has been started with both, it is taken away again.',
    zh: '更换 SECRET_KEY 期间填写原来的 SECRET_KEY；所有进程都带着两者启动过之后即可移除。',
    secret: true,
  },
  OWNER_EMAIL: {
    fallback: 'owner@menshen.localhost',
    en: 'E-mail address of the owner that the first start creates.',
    zh: '首次启动时创建的所有者邮箱。',
  },
  SMTP_URL: {
    fallback: null,
    en: 'Mail server for every pool without one of its own, e.g. smtps://user:password@mail.example.com. Not set: mails wait in the outbox page.',
    zh: '未单独配置的用户池所用的邮件服务器，例如 smtps://user:password@mail.example.com。不设置则邮件留在发件箱页面。',
    secret: true,
  },
  MAIL_FROM: {
    fallback: null,
    en: 'Sender address of mails sent through SMTP_URL. Not set: the user of SMTP_URL, when that is an address.',
    zh: '通过 SMTP_URL 发送的邮件的发件地址。不设置则使用 SMTP_URL 中的用户名（须为邮箱地址）。',
  },
  SMS_WEBHOOK_URL: {
    fallback: null,
    en: 'Address that is handed text messages of every pool without a sender of its own, as signed JSON. Not set: they wait in the outbox page.',
    zh: '未单独配置的用户池所用的短信接口，以带签名的 JSON 提交。不设置则短信留在发件箱页面。',
  },
  SMS_WEBHOOK_SECRET: {
    fallback: null,
    en: 'Secret of at least 16 characters under which requests to SMS_WEBHOOK_URL are signed. Required with it.',
    zh: '请求 SMS_WEBHOOK_URL 时用于签名的密钥，至少 16 个字符。与 SMS_WEBHOOK_URL 一同设置。',
    secret: true,
  },
  BREACHED_PASSWORDS_FILE: {
    fallback: null,
    en: 'Text file of leaked passwords that no pool that refuses common ones takes: one per line, or their SHA-1 as Have I Been Pwned publishes them; at most five million, eight bytes of memory each.',
    zh: '泄露密码清单文件，拒绝常见密码的用户池不接受其中的密码：每行一个密码，或 Have I Been Pwned 发布的 SHA-1；最多五百万行，每行占用 8 字节内存。',
  },
  OUTGOING_ALLOWED_HOSTS: {
    fallback: null,
    en: 'Host names, addresses or networks (comma-separated) that user pools may send to although they are not public, e.g. mail.internal, 10.1.0.0/16. SMTP_URL and SMS_WEBHOOK_URL need no entry.',
    zh: '允许用户池访问的非公网主机名、地址或网段（逗号分隔），例如 mail.internal, 10.1.0.0/16。SMTP_URL 与 SMS_WEBHOOK_URL 无需列出。',
  },
  STORAGE_URL: {
    fallback: null,
    en: 'Where uploads lie: file:///path, or s3://key:secret@endpoint/bucket/prefix?region=eu-central-1 (style=virtual, tls=off). Not set: the directory files in DATA_DIR.',
    zh: '上传文件的存放位置：file:///路径，或 s3://key:secret@endpoint/bucket/prefix?region=eu-central-1（可加 style=virtual、tls=off）。不设置则存放在 DATA_DIR 下的 files 目录。',
    secret: true,
  },
  MAX_UPLOAD_BYTES: { fallback: '2097152', en: 'Bytes of the largest upload.', zh: '单个上传文件的最大字节数。' },
  TRUSTED_PROXIES: {
    fallback: null,
    en: 'Addresses or networks (comma-separated) whose X-Forwarded-* headers are believed.',
    zh: '可信代理的地址或网段（逗号分隔），仅信任它们的 X-Forwarded-* 请求头。',
  },
  MAX_IN_FLIGHT: {
    fallback: '1000',
    en: 'Requests handled at once; the next one is answered with 1000 and Retry-After.',
    zh: '同时处理的请求数上限；超出的请求返回 1000 与 Retry-After。',
  },
  LOG_LEVEL: {
    fallback: 'info',
    en: 'fatal, error, warn, info, debug, trace or silent.',
    zh: '日志级别：fatal、error、warn、info、debug、trace 或 silent。',
  },
  NODE_ENV: {
    fallback: 'development',
    en: 'production makes the settings marked as required there required.',
    zh: '设为 production 后，标注“生产环境必填”的设置成为必填项。',
  },
} as const satisfies Record<string, Setting>

export type SettingName = keyof typeof settings

export interface Config {
  port: number
  host: string
  dataDir: string
  databaseUrl: string | null
  databaseConnections: number
  publicUrl: string | null
  /** Null: use, or make, DATA_DIR/secret.key. */
  secretKey: string | null
  /** Null: no change of the secret key is under way. */
  formerSecretKey: string | null
  ownerEmail: string
  /** Null: no mail server. */
  smtpUrl: string | null
  mailFrom: string | null
  smsWebhook: { url: string; secret: string } | null
  /** Null: our own words alone. */
  breachedPasswordsFile: string | null
  /** Host names, addresses and networks that tenants may have us call although they are not public. */
  outgoingAllowedHosts: string[]
  /** Null: DATA_DIR/files. */
  storageUrl: string | null
  maxUploadBytes: number
  trustedProxies: string[]
  maxInFlight: number
  logLevel: string
  production: boolean
}

/** Reads and checks the environment. Throws `StartError` with a sentence that says what to set. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const text = (name: SettingName): string | null => env[name]?.trim() || settings[name].fallback
  const must = (name: SettingName): string => text(name) as string
  const production = must('NODE_ENV') === 'production'
  const secrets = secretKeys(text('SECRET_KEY'), text('SECRET_KEY_FORMER'), production)
  const publicUrl = text('PUBLIC_URL')
  if (production && !publicUrl)
    throw new StartError(
      'PUBLIC_URL is not set. In production set it to the address that browsers use, e.g. https://id.example.com.',
    )
  return {
    port: wholeNumber('PORT', must('PORT'), 0, 65_535),
    host: must('HOST'),
    dataDir: must('DATA_DIR'),
    databaseUrl: databaseAddress(text('DATABASE_URL')),
    databaseConnections: wholeNumber('DATABASE_CONNECTIONS', must('DATABASE_CONNECTIONS'), 2, 1_000),
    publicUrl: publicUrl && webOrigin(publicUrl),
    ...secrets,
    ownerEmail: emailAddress('OWNER_EMAIL', must('OWNER_EMAIL')),
    smtpUrl: text('SMTP_URL'),
    mailFrom: optional(text('MAIL_FROM'), (value) => emailAddress('MAIL_FROM', value)),
    smsWebhook: smsWebhook(text('SMS_WEBHOOK_URL'), text('SMS_WEBHOOK_SECRET')),
    breachedPasswordsFile: text('BREACHED_PASSWORDS_FILE'),
    outgoingAllowedHosts: hosts('OUTGOING_ALLOWED_HOSTS', text('OUTGOING_ALLOWED_HOSTS') ?? ''),
    storageUrl: text('STORAGE_URL'),
    maxUploadBytes: wholeNumber('MAX_UPLOAD_BYTES', must('MAX_UPLOAD_BYTES'), 1_024, 50_000_000),
    trustedProxies: networks('TRUSTED_PROXIES', text('TRUSTED_PROXIES') ?? ''),
    maxInFlight: wholeNumber('MAX_IN_FLIGHT', must('MAX_IN_FLIGHT'), 1, 1_000_000),
    logLevel: oneOf('LOG_LEVEL', must('LOG_LEVEL'), ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    production,
  }
}

function secretKeys(secretKey: string | null, formerSecretKey: string | null, production: boolean) {
  if (production && !secretKey)
    throw new StartError(
      'SECRET_KEY is not set. In production set it to at least 32 random characters, e.g. from "openssl rand -base64 32", and keep it.',
    )
  if (secretKey && secretKey.length < 32)
    throw new StartError(
      'SECRET_KEY is too short. Set it to at least 32 random characters, e.g. from "openssl rand -base64 32".',
    )
  if (formerSecretKey && formerSecretKey === secretKey)
    throw new StartError('SECRET_KEY_FORMER is the same as SECRET_KEY. Set it to the key before, or not at all.')
  return { secretKey, formerSecretKey }
}

function wholeNumber(name: SettingName, value: string, min: number, max: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
  if (!(number >= min && number <= max))
    throw new StartError(`${name} is "${value}". Set it to a whole number from ${min} to ${max}.`)
  return number
}

function oneOf(name: SettingName, value: string, allowed: string[]): string {
  if (!allowed.includes(value)) throw new StartError(`${name} is "${value}". Set it to one of ${allowed.join(', ')}.`)
  return value
}

function webOrigin(value: string): string {
  const url = URL.parse(value)
  // A name of one host, not of many (`*`), and nothing beside it.
  const isHost = url && /^(\[[0-9a-f:]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)$/.test(url.hostname)
  if (!isHost || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
    throw new StartError(
      `PUBLIC_URL is "${value.replace(/\/\/.*@/, '//…@')}". Set it to an address without a path, e.g. https://id.example.com.`,
    )
  return url.origin
}

/** The password in it is never repeated. */
function databaseAddress(value: string | null): string | null {
  if (value === null) return null
  if (!/^postgres(ql)?:\/\//.test(value) || !URL.canParse(value))
    throw new StartError(
      'DATABASE_URL is no address of a PostgreSQL. Set it like postgres://user:password@host:5432/menshen; special characters of the password are percent-encoded.',
    )
  return value
}

function optional<Value>(value: string | null, read: (value: string) => Value): Value | null {
  return value === null ? null : read(value)
}

/** Neither the address, which may carry a key, nor the secret is repeated. */
function smsWebhook(url: string | null, secret: string | null): Config['smsWebhook'] {
  if (url === null && secret === null) return null
  if (url === null || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new StartError('SMS_WEBHOOK_URL is no web address. Set it like https://sms.example.com/send.')
  if (secret === null || secret.length < 16)
    throw new StartError(
      'SMS_WEBHOOK_SECRET is not set or too short. Set it to at least 16 random characters that the receiver knows too.',
    )
  return { url, secret }
}

function emailAddress(name: SettingName, value: string): string {
  if (!/^[^\s@"(),:;<>[\\\]]+@[^\s@."(),:;<>[\\\]]+(\.[^\s@."(),:;<>[\\\]]+)+$/.test(value))
    throw new StartError(`${name} is "${value}". Set it to an e-mail address.`)
  return value
}
