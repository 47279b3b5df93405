// Generated from server/migrations by scripts/rows.ts; do not edit.
import type { ColumnType, Generated } from 'kysely'

/** Read as an object, written as JSON text. */
type Json = ColumnType<Record<string, unknown>, string, string>
type GeneratedJson = ColumnType<Record<string, unknown>, string | undefined, string>

export interface ActiveUserTable {
  user_pool_id: string
  month: string
  user_id: string
  expires_at: Date
}

export interface ApplicationTable {
  user_pool_id: string
  id: string
  identifier: string
  name: string
  description: string | null
  logo: string | null
  secret_sealed: Buffer
  redirect_uris: Generated<string[]>
  logout_redirect_uris: Generated<string[]>
  settings: GeneratedJson
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface CaptchaTable {
  user_pool_id: string
  id: string
  answer_hash: Buffer
  tries_left: number
  expires_at: Date
}

export interface LimitWindowTable {
  user_pool_id: string
  key: Buffer
  hit_at: Date[]
  hits: number[]
  refused: boolean
  expires_at: Date
}

export interface MessageTable {
  user_pool_id: string
  id: string
  channel: string
  recipient: string
  template: string
  subject: string
  body_sealed: Buffer | null
  status: string
  attempts: Generated<number>
  attempts_left: number
  next_attempt_at: Date
  failure: string | null
  created_at: Date
  sent_at: Date | null
  expires_at: Date
}

export interface MessageProviderTable {
  user_pool_id: string
  channel: string
  kind: string
  config_sealed: Buffer
  enabled: boolean
  updated_at: Date
}

export interface MessageTemplateTable {
  user_pool_id: string
  type: string
  language: Generated<string>
  name: Generated<string>
  subject: Generated<string>
  sender: Generated<string>
  content_html: string | null
  content_text: string | null
  redirect_to: string | null
  has_url: Generated<boolean>
  expires_in: number | null
  enabled: Generated<boolean>
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface MonthlyUsageTable {
  user_pool_id: string
  month: string
  logins: Generated<number>
  active_users: Generated<number>
  expires_at: Date
}

export interface OidcArtifactTable {
  kind: string
  key: Buffer
  user_pool_id: string | null
  account_id: string | null
  grant_id: string | null
  uid: string | null
  payload: Json
  consumed_at: Date | null
  expires_at: Date
}

export interface PlatformKeyTable {
  purpose: string
  id: string
  public_pem: string
  private_sealed: Buffer
  created_at: Generated<Date>
  retired_at: Date | null
}

export interface RedeemedProofTable {
  user_pool_id: string
  challenge_id: string
  expires_at: Date
}

export interface RegistrationWhitelistTable {
  user_pool_id: string
  type: string
  value: string
  created_at: Date
}

export interface RevokedTokenTable {
  jti: string
  expires_at: Date
}

export interface SessionTable {
  user_pool_id: string
  id: string
  user_id: string
  application_id: string | null
  kind: string
  ip: string | null
  user_agent: string | null
  created_at: Generated<Date>
  expires_at: Date
  ended_at: Date | null
}

export interface UserAccountTable {
  user_pool_id: string
  id: string
  status: Generated<string>
  username: string | null
  username_key: string | null
  email: string | null
  email_key: string | null
  email_verified: Generated<boolean>
  phone: string | null
  phone_country_code: string | null
  phone_verified: Generated<boolean>
  external_id: string | null
  unionid: string | null
  openid: string | null
  blocked: Generated<boolean>
  register_source: Generated<string[]>
  profile: GeneratedJson
  logins_count: Generated<number>
  last_login: Date | null
  last_ip: string | null
  signed_up: Generated<Date>
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface UserPasswordTable {
  user_pool_id: string
  user_id: string
  hash: string
  changed_at: Generated<Date>
}

export interface UserPoolTable {
  id: string
  owner_id: string | null
  is_root: Generated<boolean>
  name: string
  domain: string
  description: string | null
  logo: Generated<string>
  secret_sealed: Buffer
  jwt_secret_sealed: Buffer
  settings: GeneratedJson
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface VerificationCodeTable {
  user_pool_id: string
  address_hash: Buffer
  purpose: string
  code_hash: Buffer
  tries_left: number
  expires_at: Date
}

export interface VerificationTicketTable {
  user_pool_id: string
  token_hash: Buffer
  purpose: string
  subject: string
  redirect_to: string | null
  expires_at: Date
}

export interface Tables {
  active_user: ActiveUserTable
  application: ApplicationTable
  captcha: CaptchaTable
  limit_window: LimitWindowTable
  message: MessageTable
  message_provider: MessageProviderTable
  message_template: MessageTemplateTable
  monthly_usage: MonthlyUsageTable
  oidc_artifact: OidcArtifactTable
  platform_key: PlatformKeyTable
  redeemed_proof: RedeemedProofTable
  registration_whitelist: RegistrationWhitelistTable
  revoked_token: RevokedTokenTable
  session: SessionTable
  user_account: UserAccountTable
  user_password: UserPasswordTable
  user_pool: UserPoolTable
  verification_code: VerificationCodeTable
  verification_ticket: VerificationTicketTable
}
