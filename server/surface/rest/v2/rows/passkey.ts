import { deleteOwnPasskey, listPasskeys, renameOwnPasskey } from '#domain/account/passkey/own.ts'
import { registerPasskey } from '#domain/account/passkey/register.ts'
import { registrationOptions } from '#domain/account/passkey/registration-options.ts'
import { secondFactorOptions, verifyPasskey } from '#domain/entry/passkey/second-factor.ts'
import { signInWithPasskey } from '#domain/entry/passkey/sign-in.ts'
import { assertionOptions } from '#domain/proof/passkey/assertion-options.ts'
import type { Passkey } from '#domain/proof/passkey/passkey.ts'
import { restDate } from '../../../view/user.ts'
import { flag, optionalText, optionalUnchecked, text } from '../../engine/fields.ts'
import { anyObject, doneResult, nullable, pageResult, shape } from '../../engine/results.ts'
import { done, type RestRow, row } from '../../engine/row.ts'
import { encodeSignedIn } from '../encode-user.ts'
import { User } from '../nouns/person.ts'
import { Passkey as PasskeyNoun } from '../nouns/session.ts'
import { encodePassed, PassedUser } from './mfa.ts'

function encodePasskey({ id, name, credentialId, rpId, aaguid, transports, synced, ...times }: Passkey) {
  const lastUsedAt = times.lastUsedAt && restDate(times.lastUsedAt)
  return { id, name, credentialId, rpId, aaguid, transports, synced, createdAt: restDate(times.createdAt), lastUsedAt }
}

const credential = {
  credential: optionalUnchecked('What the browser answered (WebAuthn Level 3).', { type: 'object' }),
}
const options = shape({ options: anyObject('What the browser is asked with (WebAuthn Level 3).') })

/** Paths of our own: the protocol's second version knows no passkeys. The options and answers are those of the browsers. */
export const passkeyRows: RestRow[] = [
  row('POST /api/v2/passkeys/registration/initialize', registrationOptions, {
    summary: 'Begin to make a passkey',
    decode: () => ({}),
    result: options,
    encode: (options) => ({ options }),
  }),
  row('POST /api/v2/passkeys/registration/finalize', registerPasskey, {
    summary: 'Finish making a passkey',
    body: { ...credential, name: optionalText('What you call it.') },
    decode: ({ body }) => ({ credential: body.credential, name: body.name }),
    result: PasskeyNoun,
    encode: encodePasskey,
  }),
  row('POST /api/v2/passkeys/login/initialize', assertionOptions, {
    summary: 'Begin to sign in with a passkey',
    decode: () => ({ subject: '' }),
    result: options,
    encode: (options) => ({ options }),
  }),
  row('POST /api/v2/passkeys/login/finalize', signInWithPasskey, {
    summary: 'Sign in with a passkey',
    body: credential,
    decode: ({ body }) => ({ credential: body.credential, subject: '', kind: 'token' as const }),
    result: nullable(User),
    encode: encodeSignedIn,
  }),
  row('POST /api/v2/passkeys/mfa/initialize', secondFactorOptions, {
    summary: 'Begin to finish signing in with a passkey',
    decode: () => ({}),
    result: options,
    encode: (options) => ({ options }),
  }),
  row('POST /api/v2/passkeys/mfa/finalize', verifyPasskey, {
    summary: 'Finish signing in with a passkey',
    body: { ...credential, trustDevice: flag('Do not ask again on this device for a while.') },
    decode: ({ body }) => ({ credential: body.credential, trust: body.trustDevice }),
    result: nullable(PassedUser),
    encode: encodePassed,
  }),
  row('GET /api/v2/passkeys', listPasskeys, {
    summary: 'List your passkeys',
    decode: () => ({}),
    result: pageResult(PasskeyNoun),
    encode: (passkeys) => ({ list: passkeys.map(encodePasskey), totalCount: passkeys.length }),
  }),
  row('PUT /api/v2/passkeys/:id', renameOwnPasskey, {
    summary: 'Rename a passkey',
    body: { name: text('What you call it.') },
    decode: ({ path, body }) => ({ ...path, ...body }),
    result: PasskeyNoun,
    encode: encodePasskey,
  }),
  row('DELETE /api/v2/passkeys/:id', deleteOwnPasskey, {
    summary: 'Delete a passkey',
    decode: ({ path }) => path,
    result: doneResult,
    encode: done,
  }),
]
