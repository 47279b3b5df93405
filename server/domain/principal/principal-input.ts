import { refuse } from '@menshen/contract/errors'
import { checkedText } from '../text.ts'
import {
  isCardNumber,
  isCreditCode,
  isOrganisationCode,
  isRegistrationNumber,
  isResidentNumber,
} from './identity-number.ts'
import type { PrincipalClaim } from './principal.ts'

export interface PrincipalInput {
  type?: string | undefined
  name?: string | undefined
  idCard?: string | undefined
  ext?: string | undefined
}

/** Checks what somebody says: 2231 when a part is missing, 400 for what cannot be a number of its kind. */
export function parseClaim({ type, name, idCard, ext }: PrincipalInput, now: Date): PrincipalClaim {
  if (!type || !name?.trim() || !idCard?.trim()) refuse(2231)
  if (type !== 'P' && type !== 'E') wrong('type must be P or E')
  const code = idCard.replace(/\s/g, '').toUpperCase()
  const extra = ext?.trim() || null
  if (type === 'P') {
    if (!isResidentNumber(code, now)) wrong('idCard is no number of a resident identity card')
    if (extra && !isCardNumber(extra.replace(/[\s-]/g, ''))) wrong('ext is no number of a bank card')
  } else if (!isCreditCode(code) && !isOrganisationCode(code) && !isRegistrationNumber(code))
    wrong('idCard is no number of an enterprise')
  return {
    type,
    name: checkedText(name.trim(), 'name', 200),
    code,
    extra: extra && checkedText(extra, 'ext', 200),
  }
}

function wrong(detail: string): never {
  return refuse(400, { values: { detail } })
}
