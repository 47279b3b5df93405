// Generated from server/migrations by scripts/rows.ts; do not edit.
import type { ColumnType, Generated } from 'kysely'

/** Read as an object, written as JSON text. */
type Json = ColumnType<Record<string, unknown>, string, string>
type GeneratedJson = ColumnType<Record<string, unknown>, string | undefined, string>

export interface AccessAccountTable {
  user_pool_id: string
  id: string
  application_id: string
  secret_hash: Buffer
  token_lifetime: number
  remarks: string | null
  enabled: Generated<boolean>
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface AccessKeyTable {
  user_pool_id: string
  id: string
  secret_sealed: Buffer
  enabled: Generated<boolean>
  made_by: string | null
  created_at: Date
  updated_at: Date
}

export interface AccountLinkingTable {
  user_pool_id: string
  id: string
  primary_id: string
  secondary_id: string
  remains_sealed: Buffer
  created_at: Date
  expires_at: Date
}

export interface ActiveUserTable {
  user_pool_id: string
  month: string
  user_id: string
  expires_at: Date
}

export interface AgreementTable {
  user_pool_id: string
  application_id: string
  id: number
  title: string
  required: boolean
  language: string
  available_at: Generated<number>
  position: number
  created_at: Generated<Date>
  updated_at: Generated<Date>
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
  former_secret_sealed: Buffer | null
  former_secret_expires_at: Date | null
  has_access_rules: Generated<boolean>
  namespace_number: Generated<number>
}

export interface ApplicationAccessTable {
  user_pool_id: string
  application_id: string
  target_type: string
  target_id: string
  allows: boolean
  enabled: Generated<boolean>
  inherited: Generated<boolean>
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface ApplicationUserTable {
  user_pool_id: string
  application_id: string
  user_id: string
  entered_at: Date
  expires_at: Date
}

export interface ApplicationWhitelistTable {
  user_pool_id: string
  application_id: string
  type: string
  value: string
  created_at: Date
}

export interface AuditRecordTable {
  user_pool_id: string
  id: string
  log: string
  at: Date
  operation: string
  outcome: number
  user_id: string | null
  targets: Generated<string[]>
  application_id: string | null
  ip: string | null
  user_agent: string | null
  details: Json | null
  expires_at: Date
}

export interface CaptchaTable {
  user_pool_id: string
  id: string
  answer_hash: Buffer
  tries_left: number
  expires_at: Date
}

export interface ConsentTable {
  user_pool_id: string
  user_id: string
  application_id: string
  scopes: string[]
  given_at: Date
}

export interface CustomFieldTable {
  user_pool_id: string
  target_type: string
  key: string
  data_type: string
  label: string | null
  options: string | null
  user_editable: Generated<boolean>
  created_at: Generated<Date>
  updated_at: Generated<Date>
  description: string | null
  labels: Json | null
  visible_in_console: Generated<boolean>
  visible_in_center: Generated<boolean>
}

export interface CustomValueTable {
  user_pool_id: string
  target_type: string
  target_id: string
  key: string
  value: Json
  updated_at: Generated<Date>
}

export interface DepartmentTable {
  user_pool_id: string
  id: string
  organisation_id: string
  parent_id: string | null
  path: string
  code: string | null
  name: string
  name_i18n: Json | null
  description: string | null
  description_i18n: Json | null
  position: Generated<number>
  created_at: Generated<Date>
  updated_at: Generated<Date>
  open_id: string | null
  enabled: Generated<boolean>
  is_virtual: Generated<boolean>
  name_i18n_off: Generated<string[]>
}

export interface DepartmentMemberTable {
  user_pool_id: string
  department_id: string
  user_id: string
  is_leader: Generated<boolean>
  is_main: Generated<boolean>
  joined_at: Generated<Date>
}

export interface DepartmentMemberCountTable {
  user_pool_id: string
  department_id: string
  slot: number
  members: string
}

export interface DeviceTable {
  user_pool_id: string
  id: string
  user_id: string
  type: string
  name: string
  browser: string | null
  os: string | null
  user_agent: string | null
  agent_key: string | null
  unique_id: string | null
  details: GeneratedJson
  disabled: Generated<boolean>
  suspended_until: Date | null
  last_ip: string | null
  last_seen_at: Date
  created_at: Date
  expires_at: Date
}

export interface EventOutboxTable {
  user_pool_id: string
  id: string
  name: string
  body: Json
  attempts: Generated<number>
  due_at: Date
}

export interface FaceTemplateTable {
  user_pool_id: string
  user_id: string
  template_sealed: Buffer
  created_at: Date
}

export interface FeedbackTable {
  user_pool_id: string
  id: string
  application_id: string | null
  kind: string
  contact: string
  description: string
  images: string[]
  created_at: Date
  expires_at: Date
}

export interface FormerPasswordTable {
  user_pool_id: string
  user_id: string
  changed_at: Date
  hash: string
}

export interface GroupMemberTable {
  user_pool_id: string
  group_id: string
  user_id: string
  joined_at: Generated<Date>
}

export interface GroupMemberCountTable {
  user_pool_id: string
  group_id: string
  slot: number
  members: string
}

export interface IdentifierCollisionTable {
  user_pool_id: string
  user_id: string
  kind: string
  value: string
  form: string
  holder_id: string
  noticed_at: Generated<Date>
}

export interface IdentityConnectionTable {
  user_pool_id: string
  id: string
  source_id: string
  type: string
  identifier: string
  display_name: string
  logo: string | null
  fields_sealed: Buffer
  user_match_fields: Generated<string[]>
  enabled: Generated<boolean>
  created_at: Date
  updated_at: Date
}

export interface IdentityConnectionApplicationTable {
  user_pool_id: string
  connection_id: string
  application_id: string
}

export interface IdentityConnectionTenantTable {
  user_pool_id: string
  connection_id: string
  tenant_id: string
}

export interface IdentitySourceTable {
  user_pool_id: string
  id: string
  tenant_id: string | null
  name: string
  type: string
  created_at: Date
  updated_at: Date
}

export interface ImportJobTable {
  user_pool_id: string
  id: string
  file_name: string
  status: string
  total: Generated<number>
  created_at: Date
  finished_at: Date | null
  expires_at: Date
}

export interface ImportRefusalTable {
  user_pool_id: string
  job_id: string
  number: number
  code: number
  variant: string | null
  details: GeneratedJson
}

export interface ImportRowTable {
  user_pool_id: string
  job_id: string
  number: number
  data_sealed: Buffer
}

export interface JobTable {
  user_pool_id: string | null
  kind: string
  id: string
  payload: Json
  attempts: Generated<number>
  attempts_left: number
  running: Generated<boolean>
  due_at: Date
  failure: string | null
  created_at: Date
  expires_at: Date | null
  key: Generated<string>
}

export interface LimitWindowTable {
  user_pool_id: string
  key: Buffer
  hit_at: Date[]
  hits: number[]
  refused: boolean
  expires_at: Date
}

export interface LoginRecordTable {
  user_pool_id: string
  user_id: string
  id: string
  at: Date
  outcome: number
  way: string
  application_id: string | null
  session_id: string | null
  device_id: string | null
  ip: string | null
  user_agent: string | null
  expires_at: Date
}

export interface ManagementTokenTable {
  user_pool_id: string
  id: string
  created_at: Date
  expires_at: Date
  ends_by: Date
  ip: string | null
  user_agent: string | null
  access_key_id: string | null
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

export interface MfaTicketTable {
  user_pool_id: string
  token_hash: Buffer
  user_id: string
  application_id: string | null
  session_id: string | null
  session_kind: string
  lifetime: number | null
  counted: boolean
  methods: string[]
  password_digest: Buffer | null
  tries_left: number
  expires_at: Date
  token_scope: string | null
}

export interface MobileSsoSessionTable {
  user_pool_id: string
  device_hash: Buffer
  application_id: string
  id: string
  user_id: string
  session_id: string
  created_at: Date
  expires_at: Date
}

export interface MobileSsoTicketTable {
  user_pool_id: string
  id: string
  expires_at: Date
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

export interface OrganisationTable {
  user_pool_id: string
  id: string
  tenant_id: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface PasskeyTable {
  user_pool_id: string
  user_id: string
  id: string
  credential_id: string
  rp_id: string
  public_key: Buffer
  counter: string
  transports: string[]
  aaguid: string
  synced: boolean
  name: string
  created_at: Date
  last_used_at: Date | null
}

export interface PlatformKeyTable {
  purpose: string
  id: string
  public_pem: string
  private_sealed: Buffer
  created_at: Generated<Date>
  ends_at: Date | null
  active_at: Generated<Date>
}

export interface PolicyTable {
  user_pool_id: string
  id: string
  namespace: string
  code: string
  description: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface PolicyAssignmentTable {
  user_pool_id: string
  policy_id: string
  target_type: string
  target_id: string
  enabled: Generated<boolean>
  inherited: Generated<boolean>
  created_at: Generated<Date>
}

export interface PolicyStatementTable {
  user_pool_id: string
  policy_id: string
  position: number
  resource: string
  actions: string[]
  allows: boolean
  condition: Json | null
  namespace: string
}

export interface PoolVariableTable {
  user_pool_id: string
  key: string
  value_sealed: Buffer
  updated_at: Generated<Date>
}

export interface PostTable {
  user_pool_id: string
  id: string
  code: string
  name: string
  description: string | null
  created_at: Date
  updated_at: Date
}

export interface PostDepartmentTable {
  user_pool_id: string
  post_id: string
  department_id: string
}

export interface PostMemberTable {
  user_pool_id: string
  post_id: string
  user_id: string
  since: Date
}

export interface PrincipalAuthenticationTable {
  user_pool_id: string
  user_id: string
  id: string
  type: string
  claim_sealed: Buffer
  status: string
  verified_by: string | null
  authenticated_at: Date | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface QrCodeTable {
  user_pool_id: string
  random_hash: Buffer
  application_id: string | null
  status: string
  holder_hash: Buffer
  bound: boolean
  ip: string
  user_agent: string | null
  user_id: string | null
  session_id: string | null
  ticket_hash: Buffer | null
  created_at: Date
  expires_at: Date
  confirming_session_id: string | null
}

export interface RedeemedChallengeTable {
  user_pool_id: string
  challenge_id: string
  expires_at: Date
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

export interface ResourceTable {
  user_pool_id: string
  id: string
  namespace: string
  code: string
  type: string
  description: string | null
  actions: GeneratedJson
  api_identifier: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
  name: string | null
}

export interface ResourceGrantTable {
  user_pool_id: string
  target_type: string
  target_id: string
  namespace: string
  resource: string
  resource_type: string | null
  actions: string[]
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface ResourceNamespaceTable {
  user_pool_id: string
  id: string
  code: string
  name: string
  description: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
  number: Generated<number>
}

export interface RestatementTable {
  form: string
  after_pool: Generated<string>
  after_user: Generated<string>
  finished_at: Date | null
}

export interface RevokedTokenTable {
  jti: string
  expires_at: Date
}

export interface RoleTable {
  user_pool_id: string
  id: string
  namespace: string
  code: string
  name: string | null
  description: string | null
  is_system: Generated<boolean>
  parent_id: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
  enabled: Generated<boolean>
  disabled_at: Date | null
}

export interface RoleDepartmentTable {
  user_pool_id: string
  role_id: string
  department_id: string
  assigned_at: Generated<Date>
  begins_at: Date | null
  expires_at: Date | null
}

export interface RoleGroupTable {
  user_pool_id: string
  role_id: string
  group_id: string
  assigned_at: Generated<Date>
  begins_at: Date | null
  expires_at: Date | null
}

export interface RoleMemberCountTable {
  user_pool_id: string
  role_id: string
  slot: number
  members: string
}

export interface RoleUserTable {
  user_pool_id: string
  role_id: string
  user_id: string
  assigned_at: Generated<Date>
  begins_at: Date | null
  expires_at: Date | null
}

export interface RootSecretTable {
  sealed_under: string
  sealed: Buffer
  created_at: Generated<Date>
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
  methods: Generated<string[]>
  device_id: string | null
  last_seen_at: Generated<Date>
  idle_seconds: number | null
  ends_by: Date | null
  proven_at: Date | null
}

export interface SignatureNonceTable {
  user_pool_id: string
  access_key_id: string
  digest: Buffer
  expires_at: Date
}

export interface StoredFileTable {
  user_pool_id: string
  name: string
  owner_id: string | null
  byte_count: number
  created_at: Generated<Date>
  delete_after: Date | null
}

export interface SubAccountTable {
  user_pool_id: string
  id: string
  application_id: string
  user_id: string
  account: string
  account_key: string
  hash: string
  enabled: Generated<boolean>
  created_at: Date
  updated_at: Date
}

export interface TenantTable {
  user_pool_id: string
  id: string
  name: string
  logo: string | null
  description: string | null
  reject_hint: string | null
  config: GeneratedJson
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface TenantApplicationTable {
  user_pool_id: string
  tenant_id: string
  application_id: string
}

export interface TenantMemberTable {
  user_pool_id: string
  tenant_id: string
  user_id: string
  is_enabled: Generated<boolean>
  is_admin: Generated<boolean>
  api_authorized: Generated<boolean>
  joined_at: Generated<Date>
}

export interface TotpAuthenticatorTable {
  user_pool_id: string
  user_id: string
  id: string
  secret_sealed: Buffer
  recovery_hash: Buffer
  source: string
  enabled: boolean
  last_step: number | null
  created_at: Date
  updated_at: Date
}

export interface TotpEnrolmentTable {
  user_pool_id: string
  user_id: string
  secret_sealed: Buffer
  recovery_hash: Buffer
  source: string
  expires_at: Date
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
  reset_password_on_first_login: Generated<boolean>
  reset_password_on_next_login: Generated<boolean>
  password_security_level: number | null
  last_mfa_time: Date | null
  second_factors: Generated<string[]>
  factor_epoch: Generated<number>
  username_reads: string | null
  vouched: Generated<string[] | null>
  email_assumed: string | null
  status_changed_at: Date | null
}

export interface UserCountTable {
  user_pool_id: string
  slot: number
  people: string
  archived: string
}

export interface UserGroupTable {
  user_pool_id: string
  id: string
  code: string
  name: string
  description: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface UserIdentityTable {
  user_pool_id: string
  provider: string
  user_id_in_idp: string
  ext_idp_id: Generated<string>
  type: Generated<string>
  user_id: string
  is_social: Generated<boolean>
  connection_id: string | null
  openid: string | null
  user_info: GeneratedJson
  access_token_sealed: Buffer | null
  refresh_token_sealed: Buffer | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface UserPasswordTable {
  user_pool_id: string
  user_id: string
  hash: string
  changed_at: Generated<Date>
  by_address: Generated<boolean>
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
  deleted_at: Date | null
  former_secret_sealed: Buffer | null
  former_secret_until: Date | null
  unlisted_tokens_until: Date | null
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
  bound_to: string | null
  application_id: string | null
}

export interface Tables {
  access_account: AccessAccountTable
  access_key: AccessKeyTable
  account_linking: AccountLinkingTable
  active_user: ActiveUserTable
  agreement: AgreementTable
  application: ApplicationTable
  application_access: ApplicationAccessTable
  application_user: ApplicationUserTable
  application_whitelist: ApplicationWhitelistTable
  audit_record: AuditRecordTable
  captcha: CaptchaTable
  consent: ConsentTable
  custom_field: CustomFieldTable
  custom_value: CustomValueTable
  department: DepartmentTable
  department_member: DepartmentMemberTable
  department_member_count: DepartmentMemberCountTable
  device: DeviceTable
  event_outbox: EventOutboxTable
  face_template: FaceTemplateTable
  feedback: FeedbackTable
  former_password: FormerPasswordTable
  group_member: GroupMemberTable
  group_member_count: GroupMemberCountTable
  identifier_collision: IdentifierCollisionTable
  identity_connection: IdentityConnectionTable
  identity_connection_application: IdentityConnectionApplicationTable
  identity_connection_tenant: IdentityConnectionTenantTable
  identity_source: IdentitySourceTable
  import_job: ImportJobTable
  import_refusal: ImportRefusalTable
  import_row: ImportRowTable
  job: JobTable
  limit_window: LimitWindowTable
  login_record: LoginRecordTable
  management_token: ManagementTokenTable
  message: MessageTable
  message_provider: MessageProviderTable
  message_template: MessageTemplateTable
  mfa_ticket: MfaTicketTable
  mobile_sso_session: MobileSsoSessionTable
  mobile_sso_ticket: MobileSsoTicketTable
  monthly_usage: MonthlyUsageTable
  oidc_artifact: OidcArtifactTable
  organisation: OrganisationTable
  passkey: PasskeyTable
  platform_key: PlatformKeyTable
  policy: PolicyTable
  policy_assignment: PolicyAssignmentTable
  policy_statement: PolicyStatementTable
  pool_variable: PoolVariableTable
  post: PostTable
  post_department: PostDepartmentTable
  post_member: PostMemberTable
  principal_authentication: PrincipalAuthenticationTable
  qr_code: QrCodeTable
  redeemed_challenge: RedeemedChallengeTable
  redeemed_proof: RedeemedProofTable
  registration_whitelist: RegistrationWhitelistTable
  resource: ResourceTable
  resource_grant: ResourceGrantTable
  resource_namespace: ResourceNamespaceTable
  restatement: RestatementTable
  revoked_token: RevokedTokenTable
  role: RoleTable
  role_department: RoleDepartmentTable
  role_group: RoleGroupTable
  role_member_count: RoleMemberCountTable
  role_user: RoleUserTable
  root_secret: RootSecretTable
  session: SessionTable
  signature_nonce: SignatureNonceTable
  stored_file: StoredFileTable
  sub_account: SubAccountTable
  tenant: TenantTable
  tenant_application: TenantApplicationTable
  tenant_member: TenantMemberTable
  totp_authenticator: TotpAuthenticatorTable
  totp_enrolment: TotpEnrolmentTable
  user_account: UserAccountTable
  user_count: UserCountTable
  user_group: UserGroupTable
  user_identity: UserIdentityTable
  user_password: UserPasswordTable
  user_pool: UserPoolTable
  verification_code: VerificationCodeTable
  verification_ticket: VerificationTicketTable
}
