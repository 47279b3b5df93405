import type { DocumentArea } from '../engine/openapi/document.ts'
import type { RestRow } from '../engine/row.ts'
import { ownDepartmentRows } from './rows/authentication/department.ts'
import { identityRows } from './rows/authentication/identity.ts'
import { customFieldRows } from './rows/management/custom-field.ts'
import { departmentRows } from './rows/management/department.ts'
import { departmentListRows } from './rows/management/department-list.ts'
import { departmentMemberRows } from './rows/management/department-member.ts'
import { deviceRows } from './rows/management/device.ts'
import { eventRows } from './rows/management/event.ts'
import { groupRows } from './rows/management/group.ts'
import { organisationRows } from './rows/management/organisation.ts'
import { userRows } from './rows/management/user.ts'
import { userDepartmentRows } from './rows/management/user-department.ts'

/** Every operation of this door that is built, by area, except the one that needs to be told which version this is. */
export const areas: readonly DocumentArea[] = [
  {
    tag: 'Account',
    description: 'What people do with their own account.',
    rows: [...identityRows, ...ownDepartmentRows],
  },
  { tag: 'Devices', description: 'On what people are signed in.', rows: deviceRows },
  {
    tag: 'People',
    description: 'The people of a user pool, and what is kept of them.',
    rows: [...userRows, ...customFieldRows],
  },
  { tag: 'Groups', description: 'People who are treated alike.', rows: groupRows },
  {
    tag: 'Organisations',
    description: 'Trees of departments, and who is in which.',
    rows: [
      ...organisationRows,
      ...departmentRows,
      ...departmentListRows,
      ...departmentMemberRows,
      ...userDepartmentRows,
    ],
  },
  { tag: 'Events', description: 'What other programs put into the logs.', rows: eventRows },
]

export const rows: readonly RestRow[] = areas.flatMap(({ rows }) => rows)
