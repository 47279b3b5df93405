import type { DocumentArea } from '../engine/openapi/document.ts'
import type { RestRow } from '../engine/row.ts'
import { accountRows } from './rows/account.ts'
import { applicationRows } from './rows/application.ts'
import { applicationAccessRows } from './rows/application-access.ts'
import { applicationAccountRows } from './rows/application-account.ts'
import { applicationAgreementRows } from './rows/application-agreement.ts'
import { auditRows } from './rows/audit.ts'
import { captchaRows } from './rows/captcha.ts'
import { codeRows } from './rows/code.ts'
import { consentRows } from './rows/consent.ts'
import { customFieldRows } from './rows/custom-field.ts'
import { feedbackRows } from './rows/feedback.ts'
import { identityRows } from './rows/identity.ts'
import { identitySourceRows } from './rows/identity-source.ts'
import { logoutRows, type RestV2Options } from './rows/logout.ts'
import { mailTemplateRows } from './rows/mail-template.ts'
import { messageRows } from './rows/message.ts'
import { mfaRows } from './rows/mfa.ts'
import { mfaManagementRows } from './rows/mfa-management.ts'
import { organisationRows } from './rows/organisation.ts'
import { passkeyRows } from './rows/passkey.ts'
import { permissionRows } from './rows/permission.ts'
import { poolVariableRows } from './rows/pool-variable.ts'
import { principalRows } from './rows/principal.ts'
import { qrCodeRows } from './rows/qr-code.ts'
import { recoveryRows } from './rows/recovery.ts'
import { registrationRows } from './rows/registration.ts'
import { resourceRows } from './rows/resource.ts'
import { roleRows } from './rows/role.ts'
import { senderRows } from './rows/sender.ts'
import { sessionRows } from './rows/session.ts'
import { sessionListRows } from './rows/session-list.ts'
import { signingKeyRows } from './rows/signing-key.ts'
import { browserSsoRows, mobileSsoRows } from './rows/sso.ts'
import { statisticsRows } from './rows/statistics.ts'
import { subAccountRows } from './rows/sub-account.ts'
import { tenantRows } from './rows/tenant.ts'
import { tenantMemberRows } from './rows/tenant-member.ts'
import { uploadRows } from './rows/upload.ts'
import { userRows } from './rows/user.ts'
import { userExportRows } from './rows/user-export.ts'
import { userImportRows } from './rows/user-import.ts'
import { userPoolRows } from './rows/user-pool.ts'

const areas: readonly DocumentArea[] = [
  {
    tag: 'Sign-in',
    description: 'Register, sign in, stay signed in, recover an account.',
    rows: [
      ...registrationRows,
      ...sessionRows,
      ...codeRows,
      ...captchaRows,
      ...messageRows,
      ...recoveryRows,
      ...qrCodeRows,
      ...mobileSsoRows,
    ],
  },
  {
    tag: 'Second factors',
    description: 'Authenticator apps, codes, passkeys and faces, to set up and to sign in with.',
    rows: [...mfaRows, ...mfaManagementRows, ...passkeyRows],
  },
  {
    tag: 'Account',
    description: 'What people do with their own account, and the life of one.',
    rows: [...accountRows, ...identityRows, ...principalRows, ...uploadRows, ...feedbackRows],
  },
  {
    tag: 'Sessions and devices',
    description: 'Where people are signed in, on what, and what they agreed to.',
    rows: [...sessionListRows, ...consentRows],
  },
  {
    tag: 'People',
    description: 'The people of a user pool.',
    rows: [...userImportRows, ...userExportRows, ...userRows, ...customFieldRows, ...statisticsRows],
  },
  {
    tag: 'Roles and organisations',
    description: 'Roles, groups, departments and tenants.',
    rows: [...roleRows, ...organisationRows, ...tenantRows, ...tenantMemberRows],
  },
  {
    tag: 'Permissions',
    description: 'Resources, and who may do what with them.',
    rows: [...permissionRows, ...resourceRows],
  },
  {
    tag: 'Applications',
    description: 'Applications, who may enter them, and what belongs to one.',
    rows: [
      ...applicationRows,
      ...applicationAccessRows,
      ...applicationAccountRows,
      ...applicationAgreementRows,
      ...subAccountRows,
    ],
  },
  {
    tag: 'User pool',
    description: 'The user pool, its identity sources, secrets, keys and mails.',
    rows: [
      ...userPoolRows,
      ...poolVariableRows,
      ...identitySourceRows,
      ...signingKeyRows,
      ...senderRows,
      ...mailTemplateRows,
    ],
  },
  { tag: 'Logs', description: 'What people and administrators did.', rows: auditRows },
]

/** Every operation of this door that is built, by area. `options` say how browsers are; without, nobody is signed in in one. */
export const areasOf = (options: RestV2Options = {}): readonly DocumentArea[] => {
  const ofBrowsers = [...logoutRows(options), ...browserSsoRows(options)]
  return areas.map((area, at) => (at === 0 ? { ...area, rows: [...area.rows, ...ofBrowsers] } : area))
}

export const allRows = (options: RestV2Options = {}): RestRow[] => areasOf(options).flatMap(({ rows }) => rows)
