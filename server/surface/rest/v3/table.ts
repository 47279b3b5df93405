import type { DocumentArea } from '../engine/openapi/document.ts'
import type { RestRow } from '../engine/row.ts'
import { identityRows } from './rows/authentication/identity.ts'
import { ownPermissionRows } from './rows/authentication/permission.ts'
import { auditRows } from './rows/management/audit.ts'
import { customFieldRows } from './rows/management/custom-field.ts'
import { deviceRows } from './rows/management/device.ts'
import { eventRows } from './rows/management/event.ts'
import { groupRows } from './rows/management/group.ts'
import { namespaceRows } from './rows/management/namespace.ts'
import { permissionRows } from './rows/management/permission.ts'
import { resourceRows } from './rows/management/resource.ts'
import { securityRows } from './rows/management/security.ts'
import { userRows } from './rows/management/user.ts'

/** Every operation of this door that is built, by area, except the one that needs to be told which version this is. */
export const areas: readonly DocumentArea[] = [
  { tag: 'Account', description: 'What people do with their own account.', rows: identityRows },
  { tag: 'Devices', description: 'On what people are signed in.', rows: deviceRows },
  {
    tag: 'People',
    description: 'The people of a user pool, and what is kept of them.',
    rows: [...userRows, ...customFieldRows],
  },
  { tag: 'Groups', description: 'People who are treated alike.', rows: groupRows },
  {
    tag: 'Permissions',
    description: 'Resources, the namespaces they are in, and who may do what.',
    rows: [...namespaceRows, ...resourceRows, ...permissionRows, ...ownPermissionRows],
  },
  { tag: 'Security', description: 'The rules that keep a user pool safe.', rows: securityRows },
  { tag: 'Logs', description: 'Who did what.', rows: auditRows },
  { tag: 'Events', description: 'What other programs put into the logs.', rows: eventRows },
]

export const rows: readonly RestRow[] = areas.flatMap(({ rows }) => rows)
