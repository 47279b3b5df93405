import { refuse } from '@menshen/contract/errors'
import { choiceOf } from '#domain/shape/choice.ts'
import { checkedText } from '#domain/shape/text.ts'
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
  const kind = choiceOf(type, 'type', ['P', 'E'])
  const code = idCard.replace(/\s/g, '').toUpperCase()
  const extra = ext?.trim() || null
  if (kind === 'P') {
    if (!isResidentNumber(code, now)) refuseNumber('idCard')
    if (extra && !isCardNumber(extra.replace(/[\s-]/g, ''))) refuseNumber('ext')
  } else if (!isCreditCode(code) && !isOrganisationCode(code) && !isRegistrationNumber(code)) refuseNumber('idCard')
  return {
    type: kind,
    name: checkedText(name.trim(), 'name', 200),
    code,
    extra: extra && checkedText(extra, 'ext', 200),
  }
}

function refuseNumber(field: string): never {
  return refuse(400, { variant: 'realNumber', values: { field } })
}
