/** Where people have accounts already. */
export interface IdentitySource {
  id: string
  userPoolId: string
  /** Null: the whole pool's. */
  tenantId: string | null
  name: string
  type: string
  createdAt: Date
  updatedAt: Date
}

/** Addresses, client ids and secrets, as the type of the connection wants them. */
export type ConnectionFields = Record<string, unknown>

/** One way to reach a source. */
export interface Connection {
  id: string
  userPoolId: string
  sourceId: string
  type: string
  /** Unique in the pool. */
  identifier: string
  displayName: string
  logo: string | null
  fieldsSealed: Buffer
  userMatchFields: string[]
  /** Off, it is used nowhere, wherever it is switched on. */
  enabled: boolean
  createdAt: Date
  updatedAt: Date
}

/** As administrators see one: without the secrets among its fields. */
export interface ShownConnection extends Omit<Connection, 'fieldsSealed'> {
  fields: ConnectionFields
  /** Where it is switched on. */
  applicationIds: string[]
  tenantIds: string[]
}

export interface ShownSource extends IdentitySource {
  connections: ShownConnection[]
}

/** A connection that is switched on in an application, without what it needs to be reached. */
export interface OfferedConnection extends Omit<Connection, 'fieldsSealed'> {
  applicationId: string
  sourceType: string
  sourceName: string
}

/** Kinds of source that a company runs for its own people; any other is a social network. */
export const enterpriseTypes = [
  'oidc',
  'oauth2',
  'saml',
  'ldap',
  'ad',
  'cas',
  'azure-ad',
  'wechatwork',
  'dingtalk',
  'lark',
  'welink',
] as const

export function isSocial(type: string): boolean {
  return !enterpriseTypes.some((known) => known === type)
}

export const fieldsPurpose = 'identity_connection.fields'
