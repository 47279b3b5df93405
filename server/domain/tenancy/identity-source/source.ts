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

export const fieldsPurpose = 'identity_connection.fields'
