import type { DocumentArea } from '../engine/openapi/document.ts'
import type { RestRow } from '../engine/row.ts'
import { contactRows } from './rows/authentication/contact.ts'
import { deletionRows } from './rows/authentication/deletion.ts'
import { ownDepartmentRows } from './rows/authentication/department.ts'
import { identityRows } from './rows/authentication/identity.ts'
import { passwordRows } from './rows/authentication/password.ts'
import { ownPermissionRows } from './rows/authentication/permission.ts'
import { profileRows } from './rows/authentication/profile.ts'
import { accessKeyRows } from './rows/management/access-key.ts'
import { customFieldRows } from './rows/management/custom-field.ts'
import { departmentRows } from './rows/management/department.ts'
import { departmentListRows } from './rows/management/department-list.ts'
import { departmentMemberRows } from './rows/management/department-member.ts'
import { deviceRows } from './rows/management/device.ts'
import { eventRows } from './rows/management/event.ts'
import { groupRows } from './rows/management/group.ts'
import { namespaceRows } from './rows/management/namespace.ts'
import { organisationRows } from './rows/management/organisation.ts'
import { permissionRows } from './rows/management/permission.ts'
import { postRows } from './rows/management/post.ts'
import { resourceRows } from './rows/management/resource.ts'
import { userRows } from './rows/management/user.ts'
import { userDepartmentRows } from './rows/management/user-department.ts'

/** The pool and its people are asked about by managers, whoever they are besides: see `domain/front/administer.ts`. */
const forManagers = (rows: readonly RestRow[]): RestRow[] =>
  rows.map((row) => ({
    ...row,
    answer: (call) => row.answer({ ...call, hints: { ...call.hints, administers: true } }),
  }))

/** Every operation of this door that is built, by area, except the one that needs to be told which version this is. */
export const areas: readonly DocumentArea[] = [
  {
    tag: 'Account',
    description: 'What people do with their own account.',
    rows: [...profileRows, ...contactRows, ...passwordRows, ...deletionRows, ...identityRows, ...ownDepartmentRows],
  },
  { tag: 'Devices', description: 'On what people are signed in.', rows: deviceRows },
  {
    tag: 'People',
    description: 'The people of a user pool, and what is kept of them.',
    rows: forManagers([...userRows, ...customFieldRows]),
  },
  { tag: 'Groups', description: 'People who are treated alike.', rows: forManagers(groupRows) },
  { tag: 'Access keys', description: 'With which programs manage a user pool.', rows: forManagers(accessKeyRows) },
  {
    tag: 'Permissions',
    description: 'Resources, the namespaces they are in, and who may do what.',
    rows: [...forManagers([...namespaceRows, ...resourceRows, ...permissionRows]), ...ownPermissionRows],
  },
  {
    tag: 'Organisations',
    description: 'Trees of departments, who is in which, and posts.',
    rows: forManagers([
      ...organisationRows,
      ...departmentRows,
      ...departmentListRows,
      ...departmentMemberRows,
      ...userDepartmentRows,
      ...postRows,
    ]),
  },
  { tag: 'Events', description: 'What other programs put into the logs.', rows: eventRows },
]

export const rows: readonly RestRow[] = areas.flatMap(({ rows }) => rows)
