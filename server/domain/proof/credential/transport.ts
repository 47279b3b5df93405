import { refuse } from '@menshen/contract/errors'
import type { Before } from '#domain/shape/verb.ts'

/**
 * The password that a client encrypted for the wire: base64 of RSA PKCS#1 v1.5 under the key of `/api/v2/.well-known`, or
 * `sm2:` and the ciphertext under the key of `/api/v3/system`. Anything that does not decrypt is 2016.
 */
export async function decryptPassword({ ports }: Pick<Before, 'ports'>, encrypted: string): Promise<string> {
  return (await ports.opener.open(encrypted)) ?? refuse(2016)
}

/** A password as a door hands it over, encrypted or not. */
export async function readPassword(
  before: Pick<Before, 'ports'>,
  password: string,
  encrypted: boolean,
): Promise<string> {
  return encrypted ? decryptPassword(before, password) : password
}
