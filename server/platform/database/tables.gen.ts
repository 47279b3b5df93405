// Generated from server/migrations by scripts/rows.ts; do not edit.
import type { ColumnType, Generated } from 'kysely'

/** Read as an object, written as JSON text. */
type Json = ColumnType<Record<string, unknown>, string, string>
type GeneratedJson = ColumnType<Record<string, unknown>, string | undefined, string>

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

export interface Tables {
  application: ApplicationTable
  oidc_artifact: OidcArtifactTable
  platform_key: PlatformKeyTable
  revoked_token: RevokedTokenTable
  session: SessionTable
  user_account: UserAccountTable
  user_password: UserPasswordTable
  user_pool: UserPoolTable
}
