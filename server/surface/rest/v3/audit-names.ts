import { decodeOperation } from '../../view/audit-names.ts'

/** What people can do, as these clients call it. */
export const userEvents = [
  'login',
  'logout',
  'register',
  'verifyMfa',
  'updateUserPrefile',
  'updateUserPassword',
  'updateUserEmail',
  'updateUserPhone',
  'bindMfa',
  'bindEmail',
  'bindPhone',
  'unbindPhone',
  'unbindEmail',
  'unbindMFA',
  'refreshUserTokenBySelf',
  'deleteAccount',
  'verifyFirstLogin',
  'securityResourceAccess',
] as const

export type UserEvent = (typeof userEvents)[number]

/** Where the clients of the generation before have another name for it. */
const otherNames: Readonly<Record<string, UserEvent>> = {
  updateUserinfo: 'updateUserPrefile',
  updatePassword: 'updateUserPassword',
  updateEmail: 'updateUserEmail',
  updatePhone: 'updateUserPhone',
  refreshToken: 'refreshUserTokenBySelf',
}

/** Null for what these clients have no name for: several stop reading at one that they do not know. */
export function userEventOf(name: string): UserEvent | null {
  const own = Object.hasOwn(otherNames, name) ? otherNames[name] : name
  return userEvents.find((event) => event === own) ?? null
}

/** All that somebody may mean who asks for an event. */
export function operationsOf(event: string): string[] {
  const [before = event] = Object.entries(otherNames).find(([, own]) => own === event) ?? []
  return decodeOperation(before)
}

/** What administrators work on, by what stands ahead of the point in the names of our operations. */
const things = {
  user: ['user', 'user-import', 'sub-account', 'custom-value'],
  userpool: ['pool', 'pool-variable', 'key', 'agreement', 'custom-field', 'whitelist', 'message', 'message-template'],
  tenant: ['tenant'],
  userLoginState: ['session', 'device', 'mfa', 'credential', 'principal'],
  userGroup: ['group'],
  socialConnection: ['identity-source', 'identity'],
  org: ['organisation'],
  application: ['application'],
  resourceNamespace: ['namespace'],
  resource: ['resource'],
  role: ['role'],
  policy: ['policy'],
  authorization: ['permission', 'application-access', 'access-account'],
} as const

/** What they do with it, by the first word behind the point. */
const doings = {
  create: ['create', 'register', 'link'],
  delete: ['delete', 'forget'],
  import: ['import', 'begin', 'upload'],
  export: ['export'],
  update: ['update', 'change', 'set', 'configure', 'rename', 'move', 'sort', 'finish', 'switch'],
  refresh: ['rotate', 'refresh', 'renew'],
  enable: ['enable'],
  disable: ['disable'],
  add: ['add', 'assign', 'grant'],
  remove: ['remove', 'unassign', 'revoke', 'unlink', 'kick', 'end', 'reset'],
} as const

type Table = Readonly<Record<string, readonly string[]>>

export const thingNames = Object.keys(things) as (keyof typeof things)[]
export const doingNames = Object.keys(doings) as (keyof typeof doings)[]

/** What was worked on and what was done with it, as far as these clients have names for that. */
export function adminNamesOf(operation: string) {
  const [thing = '', done = ''] = operation.split('.')
  return {
    resourceType: nameIn(things, thingNames, thing),
    operationType: nameIn(doings, doingNames, done.split('-')[0] ?? ''),
  }
}

function nameIn<Name extends string>(table: Table, names: readonly Name[], word: string): Name | null {
  return names.find((name) => table[name]?.includes(word)) ?? null
}

/** Which records somebody means who asks for a type: of one that nothing here is, none. */
export const thingsOf = (resourceType: string | undefined) => wordsIn(things, resourceType)
export const doingsOf = (operationType: string | undefined) => wordsIn(doings, operationType)

function wordsIn(table: Table, name: string | undefined): readonly string[] | undefined {
  if (name === undefined || name === 'all') return undefined
  return Object.hasOwn(table, name) ? table[name] : []
}
