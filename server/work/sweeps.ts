import { linkingSweep } from '#domain/account/account-linking/linking-store.ts'
import { poolSweep } from '#domain/account/pool/delete.ts'
import { importSweep } from '#domain/account/user-import/import-store.ts'
import { nonceSweep } from '#domain/entry/access-key/access-key-store.ts'
import { deviceSweep } from '#domain/entry/device/device-store.ts'
import { enrolmentSweep } from '#domain/entry/factor/enrolment-store.ts'
import { mfaTicketSweep } from '#domain/entry/mfa/mfa-ticket-store.ts'
import { sharedSessionSweeps } from '#domain/entry/mobile-sso/shared-session-store.ts'
import { artifactSweep } from '#domain/entry/oidc-artifact/artifact-store.ts'
import { revokedTokenSweep } from '#domain/entry/oidc-artifact/revoked-token-store.ts'
import { qrCodeSweep } from '#domain/entry/qr-sign-in/qr-code-store.ts'
import { managementTokenSweep } from '#domain/entry/session/management-token-store.ts'
import { sessionSweep } from '#domain/entry/session/session-store.ts'
import { applicationUserSweep } from '#domain/entry/sign-in/application-user-store.ts'
import { auditSweep } from '#domain/ground/audit/audit-store.ts'
import { loginRecordSweep } from '#domain/ground/login-history/login-record-store.ts'
import { messageSweep } from '#domain/messaging/message/message-store.ts'
import { feedbackSweep } from '#domain/oversight/feedback/feedback-store.ts'
import { fileSweep } from '#domain/people/file/sweep.ts'
import { captchaSweeps } from '#domain/proof/captcha/captcha-store.ts'
import { challengeSweep } from '#domain/proof/passkey/passkey-store.ts'
import { codeSweep } from '#domain/proof/verification-code/code-store.ts'
import { ticketSweep } from '#domain/proof/verification-code/ticket-store.ts'
import type { Sweep } from '#domain/shape/sweep.ts'
import { holderSweeps } from '#domain/structure/role/holder-store.ts'
import { activitySweeps } from '#domain/tenancy/quota/quota-store.ts'
import { expiring } from '#platform/database/expired-rows.ts'

/** What is thrown away, by floor. A table whose rows expire is in here, or a test fails. */
export const sweeps = {
  platform: [expiring('job'), expiring('limit_window')],
  tenancy: activitySweeps,
  people: [fileSweep],
  ground: [auditSweep, loginRecordSweep],
  messaging: [messageSweep],
  structure: holderSweeps,
  proof: [...captchaSweeps, codeSweep, ticketSweep, challengeSweep],
  entry: [
    applicationUserSweep,
    artifactSweep,
    deviceSweep,
    enrolmentSweep,
    managementTokenSweep,
    mfaTicketSweep,
    nonceSweep,
    qrCodeSweep,
    revokedTokenSweep,
    sessionSweep,
    ...sharedSessionSweeps,
  ],
  oversight: [feedbackSweep],
  account: [linkingSweep, importSweep, poolSweep],
} satisfies Record<string, readonly Sweep[]>

export type Floor = keyof typeof sweeps
