// What to fill an argument with: the names of things in a pool, by the name of the argument.
import { type Field, nameOf } from './operation.ts'
import { isPlain, plainValue } from './plain-values.ts'
import { columnIn, columnOf, type Rows } from './pool-rows.ts'

/** Names of the things in one pool, by kind; several where an argument does not say of which kind its thing is. */
export type Things = Readonly<Record<string, readonly string[]>>

/** Tables and columns that the names of a kind come from. Ids, codes and keys come from every table that has them. */
const columns: Record<string, [table: string, column: string][]> = {
  domain: [['user_pool', 'domain']],
  user: [['user_account', 'id']],
  email: [['user_account', 'email']],
  phone: [['user_account', 'phone']],
  username: [['user_account', 'username']],
  externalId: [['user_account', 'external_id']],
  account: [
    ['user_account', 'username'],
    ['sub_account', 'account'],
  ],
  application: [['application', 'id']],
  role: [['role', 'code']],
  group: [['user_group', 'code']],
  policy: [['policy', 'code']],
  org: [['organisation', 'id']],
  node: [['department', 'id']],
  nodeCode: [['department', 'code']],
  orgCode: [['department', 'code']],
  post: [['post', 'id']],
  postCode: [['post', 'code']],
  tenant: [['tenant', 'id']],
  namespace: [['resource_namespace', 'code']],
  resource: [['resource', 'code']],
  device: [['device', 'id']],
  session: [['session', 'id']],
  agreement: [['agreement', 'id']],
  access: [['access_account', 'id']],
  import: [['import_job', 'id']],
  managementToken: [['management_token', 'id']],
  linking: [['account_linking', 'id']],
  namespaceId: [['resource_namespace', 'number']],
  resourceId: [['resource', 'id']],
  connection: [['identity_connection', 'id']],
  source: [['identity_source', 'id']],
  accessKey: [['access_key', 'id']],
  passkey: [['passkey', 'id']],
  subAccount: [['sub_account', 'id']],
  provider: [['user_identity', 'provider']],
  userIdInIdp: [['user_identity', 'user_id_in_idp']],
}

/** The rules on who may enter applications, as clients name them. */
function rulesIn(rows: Rows): string[] {
  const rules = (rows.get('application_access') ?? []).map((row) => JSON.parse(row) as Record<string, string>)
  return rules.map((rule) => `${rule.application_id}:${rule.target_type}:${rule.target_id}`)
}

/** @param more names that are not kept as they are said, as the random text of a code to scan */
export function thingsIn(rows: Rows, poolId: string, more: Things): Things {
  const named = Object.entries(columns).map(([kind, from]) => [kind, from.flatMap(([t, c]) => columnOf(rows, t, c))])
  const lists = Object.fromEntries(named) as Record<string, string[]>
  const first = (kind: string) => lists[kind]?.[0] ?? ''
  return {
    ...lists,
    id: columnIn(rows, 'id'),
    code: columnIn(rows, 'code'),
    // Most operations that take a key mean a field that the pool has added.
    key: [...new Set([...columnOf(rows, 'custom_field', 'key'), ...columnIn(rows, 'key')])],
    pool: [poolId],
    phone: (lists.phone ?? []).map((phone) => phone.replace(/^\+86/, '')),
    // In the order of `choices`.
    rule: rulesIn(rows),
    subject: [first('user'), first('role'), first('group'), first('node'), first('access')],
    holder: [first('node'), first('org'), first('user'), poolId, first('role'), first('policy'), first('application')],
    ...more,
  }
}

/** What stands beside an argument that names a thing of one of several kinds, in the order of `thingsIn`. */
const choices: Record<string, readonly string[]> = {
  subject: ['USER', 'ROLE', 'GROUP', 'ORG', 'AK_SK'],
  holder: ['NODE', 'ORG', 'USER', 'USERPOOL', 'ROLE', 'PERMISSION', 'APPLICATION'],
}

/** Which thing an argument names. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  id: ['id', 'ids', 'rowId', 'connectionId', 'connId', 'resourceId', 'accessId'],
  code: ['code', 'codeList'],
  accessKey: ['accessKeyId'],
  key: ['key'],
  domain: ['domain'],
  pool: ['userPoolId', 'userpool_id', 'poolId'],
  email: ['email', 'oldEmail', 'newEmail'],
  phone: ['phone', 'oldPhone', 'phoneNumber', 'oldPhoneNumber', 'newPhoneNumber'],
  user: ['userId', 'userIds', 'leaderUserIds', 'operator_arn'],
  username: ['username', 'query', 'search'],
  externalId: ['externalId'],
  account: ['account'],
  application: ['appId', 'app_id', 'appIds', 'client_id'],
  role: ['roleCode', 'roleCodes', 'parent'],
  group: ['groupCodes', 'defaultGroup'],
  policy: ['policies', 'policy', 'policy_code'],
  org: ['orgId', 'org_id'],
  orgCode: ['organizationCode', 'organizationCodeList'],
  post: ['postId', 'postIds', 'idList'],
  postCode: ['postCodes'],
  node: 'nodeId parentNodeId targetParentId sourceNodeId targetNodeId departmentId mainDepartmentId parentDepartmentId rootNodeId departmentIdList departmentIds'.split(
    ' ',
  ),
  nodeCode: ['nodeCode', 'nodeCodes', 'mainDepartmentCode', 'departmentCode', 'keyword', 'keywords'],
  tenant: ['tenantId', 'tenantIds', 'tenantUd', 'tenant_id'],
  namespace: ['namespace', 'namespaceCodeList'],
  resource: ['resource', 'resources', 'resourceList'],
  device: ['deviceId'],
  deviceUniqueId: ['deviceUniqueId'],
  session: ['sessionId', 'after'],
  agreement: ['agreementId'],
  source: ['extIdpId'],
  subAccount: ['subAccountId'],
  provider: ['provider', 'identifier'],
  userIdInIdp: ['userIdInIdp'],
  rule: ['authIds'],
  connection: ['originConnIds'],
  random: ['random', 'qrcodeId'],
  subject: ['targetIdentifier', 'targetIdentifiers', 'target_identifier'],
  holder: ['targetId', 'targetIds'],
}

const kindOfName = new Map(Object.entries(kinds).flatMap(([kind, names]) => names.map((name) => [name, kind] as const)))

/** Whose id an argument is that is called no more than that. Where nothing here fits, it may be anything's. */
const kindsOfId: readonly (readonly [operation: RegExp, kind: string])[] = [
  [/\/applications\/programmatic-access-accounts/, 'access'],
  [/(\/sessions\/:id)/, 'session'],
  [/\/users\/import\/:id/, 'import'],
  [/\/users\/:id|\.(user|updateUser|deleteUsers?|refreshToken|queryMfa|changeMfa|userBatch)$|\/users\/batch/, 'user'],
  [/\/applications?\/:id/, 'application'],
  [/\/tenant\/:id/, 'tenant'],
  [/\/resource-namespace\//, 'namespaceId'],
  [/\/resources\/detail/, 'resourceId'],
  [/\/extIdpConn/, 'connection'],
  [/\/extIdp\//, 'source'],
  [/\/passkeys\//, 'passkey'],
  [/\/management-tokens\/:id/, 'managementToken'],
  [/\/linkings\/:id/, 'linking'],
  [/\/userpools\/:id\//, 'pool'],
  [/-device(-status|-by-user)?$|\/device-status$/, 'device'],
  [/\/update-auth-enabled$/, 'rule'],
  [/-ext-idp-conn(-state|-association-state)?$/, 'connection'],
  [/\/(get|update|delete)-ext-idp$|\/ext-idp-conn-apps$/, 'source'],
  [/\.(org|deleteOrg)$/, 'org'],
  [/\.(nodeById|updateNode)$/, 'node'],
]

/** The kind of thing that an argument names; undefined for those that name none. */
export function kindOf(field: Field): string | undefined {
  if (field.kind !== 'text' && field.kind !== 'any') return undefined
  const kind = kindOfName.get(nameOf(field))
  const bare = kind === 'id' && ['id', 'ids'].includes(nameOf(field))
  return (bare && kindsOfId.find(([operation]) => operation.test(field.operation))?.[1]) || kind
}

/** True when there is a rule for the argument: every new name needs one, so that nobody forgets the walls. */
export const hasRule = (field: Field): boolean =>
  !['text', 'any'].includes(field.kind) || kindOf(field) !== undefined || isPlain(nameOf(field))

/** How many fillings it takes until each name of a kind was there. */
export const fillings = (field: Field, things: Things): number => Math.max(1, things[kindOf(field) ?? '']?.length ?? 1)

/** The value of an argument in one of the fillings. */
export function fillingOf(field: Field, things: Things, turn: number, beside: readonly Field[]): unknown {
  const kind = kindOf(field)
  if (kind) {
    const names = things[kind] ?? []
    return names[turn % names.length] ?? 'none'
  }
  if (['targetType', 'target_type'].includes(nameOf(field))) {
    const order = choices[beside.some((other) => kindOf(other) === 'holder') ? 'holder' : 'subject'] ?? []
    return order[turn % order.length]
  }
  return plainValue(field)
}
