import type { DocumentArea } from '../engine/openapi/document.ts'
import type { RestRow } from '../engine/row.ts'
import { belongingRows } from './rows/authentication/belonging.ts'
import { identityRows } from './rows/authentication/identity.ts'
import { baseFieldRows } from './rows/management/base-field.ts'
import { customDataRows } from './rows/management/custom-data.ts'
import { customFieldRows } from './rows/management/custom-field.ts'
import { deviceRows } from './rows/management/device.ts'
import { eventRows } from './rows/management/event.ts'
import { groupRows } from './rows/management/group.ts'
import { groupMemberRows } from './rows/management/group-member.ts'
import { roleRows } from './rows/management/role.ts'
import { roleHolderRows } from './rows/management/role-holder.ts'
import { userRows } from './rows/management/user.ts'
import { userRoleRows } from './rows/management/user-role.ts'

/** Every operation of this door that is built, by area, except the one that needs to be told which version this is. */
export const areas: readonly DocumentArea[] = [
  { tag: 'Account', description: 'What people do with their own account.', rows: [...identityRows, ...belongingRows] },
  { tag: 'Devices', description: 'On what people are signed in.', rows: deviceRows },
  {
    tag: 'People',
    description: 'The people of a user pool, and what is kept of them.',
    rows: [...userRows, ...userRoleRows, ...baseFieldRows, ...customFieldRows, ...customDataRows],
  },
  { tag: 'Groups', description: 'People who are treated alike.', rows: [...groupRows, ...groupMemberRows] },
  {
    tag: 'Roles',
    description: 'What people, groups and departments may do, under a name.',
    rows: [...roleRows, ...roleHolderRows],
  },
  { tag: 'Events', description: 'What other programs put into the logs.', rows: eventRows },
]

export const rows: readonly RestRow[] = areas.flatMap(({ rows }) => rows)
