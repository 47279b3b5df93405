import type { IncomingMessage } from 'node:http'
import { parse, stringify } from 'node:querystring'
import type { Clock } from '#platform/clock.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { addressParts, atAddress } from './address-parts.ts'

const purpose = 'oidc.hint'
const parameter = 'sealed_hint'
/** Seconds from the answer to the request that follows it. */
const goodFor = 60

/**
 * A posted form as the query of the address that its sender is led to. An identity token in it opens more than the session
 * that it speaks of, and addresses are kept in histories and logs: it goes along sealed.
 */
export function toQuery(body: string, seal: Seal, clock: Clock): string {
  const { [parameter]: _ours, id_token_hint: hint, ...form } = parse(body)
  if (hint === undefined) return stringify(form)
  if (typeof hint !== 'string') return stringify({ ...form, id_token_hint: hint })
  const until = Math.floor(clock().getTime() / 1000) + goodFor
  return stringify({ ...form, [parameter]: seal.close(purpose, `${until} ${hint}`).toString('base64url') })
}

/** The request with the hint that was sealed into its address; one that is too old, or not ours, is dropped. */
export function withHint(raw: IncomingMessage, seal: Seal, clock: Clock): IncomingMessage {
  const { path, search } = addressParts(raw)
  if (!search?.includes(`${parameter}=`)) return raw
  const { [parameter]: sealed, ...query } = parse(search)
  const hint = typeof sealed === 'string' ? open(sealed, seal, clock) : null
  return atAddress(raw, path, stringify(hint === null ? query : { ...query, id_token_hint: hint }))
}

function open(sealed: string, seal: Seal, clock: Clock): string | null {
  try {
    const bytes = Buffer.from(sealed, 'base64url')
    // One text for each value (RFC 7515 section 2): the decoder passes over what is too much.
    if (bytes.toString('base64url') !== sealed) return null
    const [until, hint = ''] = seal.open(purpose, bytes).split(' ', 2)
    return Number(until) * 1000 > clock().getTime() ? hint : null
  } catch {
    return null
  }
}
