import type { CentreAction } from '@menshen/contract/pages/centre-actions'
import type { KeptPasskey } from '@menshen/contract/pages/centre-answers'
import { listSpareContacts } from '#domain/account/contact/list-spare-contacts.ts'
import { getSecurityLevel } from '#domain/account/lifecycle/security-level.ts'
import { deleteOwnPasskey, listPasskeys, renameOwnPasskey } from '#domain/account/passkey/own.ts'
import { registerPasskey } from '#domain/account/passkey/register.ts'
import { registrationOptions } from '#domain/account/passkey/registration-options.ts'
import { changePassword } from '#domain/account/password/change-password.ts'
import { nameAgent, parseUserAgent } from '#domain/entry/device/user-agent.ts'
import { associateTotp } from '#domain/entry/factor/associate-totp.ts'
import { confirmTotp } from '#domain/entry/factor/confirm-totp.ts'
import { listAuthenticators } from '#domain/entry/factor/list-authenticators.ts'
import { removeTotp } from '#domain/entry/factor/remove-totp.ts'
import { renewRecoveryCode } from '#domain/entry/factor/renew-recovery-code.ts'
import { contacts } from '#domain/messaging/contact/contact.ts'
import { codeKinds } from '#domain/messaging/message/reachable-kinds.ts'
import type { Passkey } from '#domain/proof/passkey/passkey.ts'
import { restDate } from '../../view/user.ts'
import { ask, codeIn, doing, type Handlers } from './action.ts'
import { encodePerson } from './profile-actions.ts'

function encodePasskey({ id, name, synced, createdAt, lastUsedAt }: Passkey): KeptPasskey {
  return { id, name, synced, createdAt: restDate(createdAt), lastUsedAt: lastUsedAt && restDate(lastUsedAt) }
}

/** What signs in, what has to be shown besides, and how well all of it together keeps the account. */
export const securityActions: Handlers<
  Extract<CentreAction, 'security' | 'change-password' | `app-${string}` | `passkey-${string}`>
> = {
  async security(visit) {
    const { place, user } = visit
    const [level, apps, passkeys, codes, spare] = await Promise.all([
      ask(visit, getSecurityLevel, {}),
      ask(visit, listAuthenticators, {}),
      ask(visit, listPasskeys, {}),
      ask(visit, codeKinds, {}),
      ask(visit, listSpareContacts, {}),
    ])
    return {
      person: encodePerson(user),
      level,
      app: apps[0] ? { createdAt: restDate(apps[0].createdAt) } : null,
      passkeys: passkeys.map(encodePasskey),
      codes,
      spare,
      provesOld: { email: contacts.email.provesOld(place.pool), phone: contacts.phone.provesOld(place.pool) },
    }
  },
  'change-password': doing(changePassword, ({ password = '', oldPassword }) => ({
    newPassword: password,
    oldPassword: oldPassword ?? null,
    encrypted: false,
  })),
  'app-begin': doing(
    associateTotp,
    () => ({}),
    ({ secret, picture, recoveryCode }) => ({ secret, picture, recoveryCode }),
  ),
  'app-confirm': doing(confirmTotp, ({ code }) => ({ totp: codeIn(code) })),
  'app-remove': doing(removeTotp, () => ({})),
  'app-recovery': doing(
    renewRecoveryCode,
    () => ({}),
    ({ recoveryCode }) => ({ recoveryCode }),
  ),
  /** With what the passkey could be called: where it is made. */
  async 'passkey-options'(visit) {
    const options = await ask(visit, registrationOptions, {})
    return { options, name: nameAgent(parseUserAgent(visit.request.headers['user-agent'] ?? null)) ?? '' }
  },
  'passkey-add': doing(
    registerPasskey,
    ({ name, credential }) => ({ name, credential }),
    (passkey) => ({ passkey: encodePasskey(passkey) }),
  ),
  'passkey-rename': doing(
    renameOwnPasskey,
    ({ id = '', name = '' }) => ({ id, name }),
    (passkey) => ({ passkey: encodePasskey(passkey) }),
  ),
  'passkey-remove': doing(deleteOwnPasskey, ({ id = '' }) => ({ id })),
}
