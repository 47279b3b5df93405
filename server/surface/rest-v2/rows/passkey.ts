import { deleteOwnPasskey, listPasskeys, renameOwnPasskey } from '#domain/account/passkey/own.ts'
import { registerPasskey } from '#domain/account/passkey/register.ts'
import { registrationOptions } from '#domain/account/passkey/registration-options.ts'
import { secondFactorOptions, verifyPasskey } from '#domain/entry/passkey/second-factor.ts'
import { signInWithPasskey } from '#domain/entry/passkey/sign-in.ts'
import { assertionOptions } from '#domain/proof/passkey/assertion-options.ts'
import type { Passkey } from '#domain/proof/passkey/passkey.ts'
import { restDate } from '../../wire/user.ts'
import { encodeSignedIn } from '../encode-user.ts'
import type { Parts } from '../parts.ts'
import { done, type Row, row } from '../row.ts'
import { encodePassed } from './mfa.ts'

function encodePasskey({ id, name, credentialId, rpId, aaguid, transports, synced, ...times }: Passkey) {
  const lastUsedAt = times.lastUsedAt && restDate(times.lastUsedAt)
  return { id, name, credentialId, rpId, aaguid, transports, synced, createdAt: restDate(times.createdAt), lastUsedAt }
}

const credentialIn = ({ body }: Parts) => body.pick(['credential']).credential

/** Paths of our own: the protocol's second version knows no passkeys. The options and answers are those of the browsers. */
export const passkeyRows: Row[] = [
  row(
    'POST /api/v2/passkeys/registration/initialize',
    registrationOptions,
    () => ({}),
    (options) => ({ options }),
  ),
  row(
    'POST /api/v2/passkeys/registration/finalize',
    registerPasskey,
    (parts) => ({ credential: credentialIn(parts), name: parts.body.optionalText('name') }),
    encodePasskey,
  ),
  row(
    'POST /api/v2/passkeys/login/initialize',
    assertionOptions,
    () => ({ subject: '' }),
    (options) => ({ options }),
  ),
  row(
    'POST /api/v2/passkeys/login/finalize',
    signInWithPasskey,
    (parts) => ({ credential: credentialIn(parts), subject: '', kind: 'token' as const }),
    encodeSignedIn,
  ),
  row(
    'POST /api/v2/passkeys/mfa/initialize',
    secondFactorOptions,
    () => ({}),
    (options) => ({ options }),
  ),
  row(
    'POST /api/v2/passkeys/mfa/finalize',
    verifyPasskey,
    (parts) => ({ credential: credentialIn(parts), trust: parts.body.flag('trustDevice') }),
    encodePassed,
  ),
  row(
    'GET /api/v2/passkeys',
    listPasskeys,
    () => ({}),
    (passkeys) => ({
      list: passkeys.map(encodePasskey),
      totalCount: passkeys.length,
    }),
  ),
  row(
    'PUT /api/v2/passkeys/:id',
    renameOwnPasskey,
    ({ path, body }) => ({ id: path.text('id'), name: body.text('name') }),
    encodePasskey,
  ),
  row('DELETE /api/v2/passkeys/:id', deleteOwnPasskey, ({ path }) => ({ id: path.text('id') }), done),
]
