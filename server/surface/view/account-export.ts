import type { AccountExport } from '#domain/account/export/export-own.ts'
import { encodeCustomValue } from './custom-value.ts'
import { encodeIdentity } from './identity.ts'
import { encodePrincipal } from './principal.ts'
import { encodeUser, restDate } from './user.ts'

/** The account as a JSON document that somebody can read without us. */
export function encodeAccountExport(account: AccountExport) {
  const { password: _none, token: _no, tokenExpiredAt: _end, ...profile } = encodeUser(account.user, restDate)
  const { exportedAt, password, sessions, devices, loginHistory, consents } = account
  return {
    exportedAt: restDate(exportedAt),
    profile: { ...profile, identities: account.identities.map(encodeIdentity) },
    customData: account.customData.map(encodeCustomValue),
    password: password && { changedAt: restDate(password.changedAt) },
    secondFactors: account.secondFactors,
    passkeys: account.passkeys.map(encodePasskey),
    ...account.memberships,
    principalAuthentication: encodePrincipal(account.principal),
    sessions: sessions.map(encodeSession),
    devices: devices.map(encodeDevice),
    loginHistory: loginHistory.map(({ id: _id, at, ...record }) => ({ at: restDate(at), ...record })),
    consents: consents.map(({ givenAt, ...consent }) => ({ ...consent, givenAt: restDate(givenAt) })),
    applications: account.applications.map(({ applicationId, enteredAt }) => ({
      applicationId,
      enteredAt: restDate(enteredAt),
    })),
    subAccounts: account.subAccounts.map(({ applicationId, account: name, enabled, createdAt }) => ({
      applicationId,
      account: name,
      enabled,
      createdAt: restDate(createdAt),
    })),
    files: account.files.map(({ name, byteCount, createdAt }) => ({
      path: `/files/${account.user.userPoolId}/${name}`,
      byteCount,
      createdAt: restDate(createdAt),
    })),
    activity: account.activity.map(({ id: _id, userId: _self, targets: _none, at, ...done }) => ({
      at: restDate(at),
      ...done,
    })),
  }
}

function encodePasskey({ name, createdAt, lastUsedAt }: AccountExport['passkeys'][number]) {
  return { name, createdAt: restDate(createdAt), lastUsedAt: lastUsedAt && restDate(lastUsedAt) }
}

function encodeSession(session: AccountExport['sessions'][number]) {
  return {
    id: session.id,
    applicationId: session.applicationId,
    kind: session.kind,
    device: session.deviceName,
    ip: session.ip,
    userAgent: session.userAgent,
    createdAt: restDate(session.createdAt),
    expiresAt: restDate(session.expiresAt),
  }
}

function encodeDevice(device: AccountExport['devices'][number]) {
  return {
    id: device.id,
    type: device.type,
    name: device.name,
    browser: device.browser,
    os: device.os,
    lastIp: device.lastIp,
    lastSeenAt: restDate(device.lastSeenAt),
    createdAt: restDate(device.createdAt),
  }
}
