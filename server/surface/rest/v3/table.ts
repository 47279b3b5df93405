import type { DocumentArea } from '../engine/openapi/document.ts'
import type { RestRow } from '../engine/row.ts'
import { countryRows, ownApplicationRows } from './rows/authentication/application.ts'
import { contactRows } from './rows/authentication/contact.ts'
import { deletionRows } from './rows/authentication/deletion.ts'
import { ownDepartmentRows } from './rows/authentication/department.ts'
import { factorRows } from './rows/authentication/factor.ts'
import { identityRows } from './rows/authentication/identity.ts'
import { messageRows } from './rows/authentication/message.ts'
import { ownHistoryRows } from './rows/authentication/own-history.ts'
import { passwordRows } from './rows/authentication/password.ts'
import { ownPermissionRows } from './rows/authentication/permission.ts'
import { profileRows } from './rows/authentication/profile.ts'
import { qrCodeRows } from './rows/authentication/qr-code.ts'
import { signInRows } from './rows/authentication/sign-in.ts'
import { signUpRows } from './rows/authentication/sign-up.ts'
import { accessKeyRows } from './rows/management/access-key.ts'
import { applicationRows } from './rows/management/application.ts'
import { applicationAccessRows } from './rows/management/application-access.ts'
import { applicationRuleRows } from './rows/management/application-rules.ts'
import { auditRows } from './rows/management/audit.ts'
import { customFieldRows } from './rows/management/custom-field.ts'
import { departmentRows } from './rows/management/department.ts'
import { departmentListRows } from './rows/management/department-list.ts'
import { departmentMemberRows } from './rows/management/department-member.ts'
import { deviceRows } from './rows/management/device.ts'
import { eventRows } from './rows/management/event.ts'
import { groupRows } from './rows/management/group.ts'
import { identitySourceRows } from './rows/management/identity-source.ts'
import { mailRows } from './rows/management/mail.ts'
import { namespaceRows } from './rows/management/namespace.ts'
import { organisationRows } from './rows/management/organisation.ts'
import { permissionRows } from './rows/management/permission.ts'
import { postRows } from './rows/management/post.ts'
import { resourceRows } from './rows/management/resource.ts'
import { securityRows } from './rows/management/security.ts'
import { userRows } from './rows/management/user.ts'
import { userDepartmentRows } from './rows/management/user-department.ts'
import { userEntryRows } from './rows/management/user-entry.ts'
import { userFactorRows } from './rows/management/user-factor.ts'
import { userIdentityRows } from './rows/management/user-identity.ts'
import { userLifecycleRows } from './rows/management/user-lifecycle.ts'
import { userWritingRows } from './rows/management/user-writing.ts'
import { whitelistRows } from './rows/management/whitelist.ts'

/** The pool and its people are asked about by managers, whoever they are besides: see `domain/front/administer.ts`. */
const forManagers = (rows: readonly RestRow[]): RestRow[] =>
  rows.map((row) => ({
    ...row,
    answer: (call) => row.answer({ ...call, hints: { ...call.hints, administers: true } }),
  }))

/** Every operation of this door that is built, by area, except the one that needs to be told which version this is. */
export const areas: readonly DocumentArea[] = [
  {
    tag: 'Entry',
    description: 'How people register and sign in, and what applications are given for it.',
    rows: [...signUpRows, ...signInRows, ...qrCodeRows],
  },
  { tag: 'Codes', description: 'Codes that are sent, and images to read.', rows: messageRows },
  { tag: 'Second factors', description: 'What people show besides what they sign in with.', rows: factorRows },
  {
    tag: 'Account',
    description: 'What people do with their own account, and see of it.',
    rows: [
      ...profileRows,
      ...contactRows,
      ...passwordRows,
      ...deletionRows,
      ...identityRows,
      ...ownDepartmentRows,
      ...ownHistoryRows,
      ...ownApplicationRows,
      ...ownPermissionRows,
      ...countryRows,
    ],
  },
  {
    tag: 'People',
    description: 'The people of a user pool, and what is kept of them.',
    rows: forManagers([
      ...userRows,
      ...userWritingRows,
      ...userLifecycleRows,
      ...userEntryRows,
      ...userIdentityRows,
      ...userFactorRows,
      ...whitelistRows,
      ...customFieldRows,
    ]),
  },
  { tag: 'Groups', description: 'People who are treated alike.', rows: forManagers(groupRows) },
  {
    tag: 'Permissions',
    description: 'Resources, the namespaces they are in, and who may do what.',
    rows: forManagers([...namespaceRows, ...resourceRows, ...permissionRows]),
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
  {
    tag: 'Applications',
    description: 'What people of a pool sign in to, and who may enter.',
    rows: forManagers([...applicationRows, ...applicationRuleRows, ...applicationAccessRows]),
  },
  {
    tag: 'Identity sources',
    description: 'Where people have accounts already.',
    rows: forManagers(identitySourceRows),
  },
  { tag: 'Mails', description: 'What mails say, and by what they are sent.', rows: forManagers(mailRows) },
  { tag: 'Devices', description: 'On what people are signed in.', rows: deviceRows },
  { tag: 'Security', description: 'The rules that keep a user pool safe.', rows: forManagers(securityRows) },
  { tag: 'Logs', description: 'Who did what.', rows: forManagers(auditRows) },
  { tag: 'Events', description: 'What other programs put into the logs.', rows: eventRows },
  { tag: 'Access keys', description: 'With which programs manage a user pool.', rows: forManagers(accessKeyRows) },
]

export const rows: readonly RestRow[] = areas.flatMap(({ rows }) => rows)
