import type { Row } from './row.ts'
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
import { deviceRows } from './rows/device.ts'
import { feedbackRows } from './rows/feedback.ts'
import { groupRows } from './rows/group.ts'
import { identityRows } from './rows/identity.ts'
import { identitySourceRows } from './rows/identity-source.ts'
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
import { mobileSsoRows } from './rows/sso.ts'
import { statisticsRows } from './rows/statistics.ts'
import { subAccountRows } from './rows/sub-account.ts'
import { tenantRows } from './rows/tenant.ts'
import { tenantMemberRows } from './rows/tenant-member.ts'
import { uploadRows } from './rows/upload.ts'
import { userRows } from './rows/user.ts'
import { userExportRows } from './rows/user-export.ts'
import { userImportRows } from './rows/user-import.ts'
import { userPoolRows } from './rows/user-pool.ts'

/** Every operation of this door that is built, except signing out, which needs to be told how browsers are. */
export const rows: Row[] = [
  ...registrationRows,
  ...sessionRows,
  ...sessionListRows,
  ...consentRows,
  ...deviceRows,
  ...mobileSsoRows,
  // Ahead of the rows with ids in their paths.
  ...userImportRows,
  ...userExportRows,
  ...userRows,
  ...userPoolRows,
  ...poolVariableRows,
  ...signingKeyRows,
  ...applicationRows,
  ...applicationAccessRows,
  ...applicationAccountRows,
  ...applicationAgreementRows,
  ...captchaRows,
  ...messageRows,
  ...codeRows,
  ...recoveryRows,
  ...mfaRows,
  ...mfaManagementRows,
  ...qrCodeRows,
  ...passkeyRows,
  ...customFieldRows,
  ...uploadRows,
  ...subAccountRows,
  ...feedbackRows,
  ...organisationRows,
  ...roleRows,
  ...groupRows,
  ...tenantRows,
  ...tenantMemberRows,
  ...accountRows,
  ...identityRows,
  ...principalRows,
  ...permissionRows,
  ...resourceRows,
  ...statisticsRows,
  ...identitySourceRows,
  ...auditRows,
  ...senderRows,
  ...mailTemplateRows,
]
