import { refuse } from '@menshen/contract/errors'
import { bindContact } from '#domain/account/contact/bind-contact.ts'
import { changeContact } from '#domain/account/contact/change-contact.ts'
import { unbindContact } from '#domain/account/contact/unbind-contact.ts'
import { verifyContact } from '#domain/account/contact/verify-contact.ts'
import type { ContactKind } from '#domain/messaging/contact/contact.ts'
import type { TemplateType } from '#domain/messaging/message-template/mail-template.ts'
import type { User } from '#domain/people/user/user.ts'
import { deliver } from '#domain/proof/verification-code/deliver.ts'
import type { SentPurpose } from '#domain/proof/verification-code/purpose.ts'
import { sendCode } from '#domain/proof/verification-code/send-code.ts'
import { choiceOf } from '#domain/shape/choice.ts'
import { type AccountAction, codeIn, doing, type Texts, type Visit } from './action.ts'
import { encodePerson } from './profile-actions.ts'

function kindOf({ kind }: Texts): ContactKind {
  return choiceOf(kind, 'kind', ['email', 'phone'])
}

const next = ({ address = '', code }: Texts) => ({ address: address.trim(), code: codeIn(code) })

/** The present address, which the person proves to read without typing it. */
function old(texts: Texts, { user }: Visit) {
  return { address: user[kindOf(texts)] ?? '', countryCode: user.phoneCountryCode, code: codeIn(texts.oldCode) }
}

function send({ pages, hints }: Visit, to: object, purpose: SentPurpose, template: TemplateType) {
  return deliver(pages.domain, sendCode, hints, { ...to, purpose, template })
}

/** One's own address of a kind: 2219 and 2216 say that there is none. */
function ownAddress(user: User, kind: ContactKind): object {
  if (kind === 'email') return { email: user.email ?? refuse(2219) }
  return { phone: user.phone ?? refuse(2216, { variant: 'phone' }), countryCode: user.phoneCountryCode }
}

const encode = (user: User) => ({ person: encodePerson(user) })

/** The e-mail address and the phone number. */
export const contactActions: Record<string, AccountAction> = {
  async 'send-new-code'(visit) {
    const { kind, address } = textsFrom(visit)
    await send(visit, { [kind]: address }, 'bind', 'CHANGE_EMAIL')
    return {}
  },
  async 'send-old-code'(visit) {
    await send(visit, ownAddress(visit.user, textsFrom(visit).kind), 'unbind', 'CHANGE_EMAIL')
    return {}
  },
  async 'send-own-code'(visit) {
    await send(visit, ownAddress(visit.user, textsFrom(visit).kind), 'bind', 'VERIFY_CODE')
    return {}
  },
  'verify-contact': doing(verifyContact, (texts) => ({ kind: kindOf(texts), code: codeIn(texts.code) }), encode),
  'bind-contact': doing(bindContact, (texts) => ({ kind: kindOf(texts), ...next(texts) }), encode),
  'change-contact': doing(
    changeContact,
    (texts, visit) => ({ kind: kindOf(texts), next: next(texts), old: old(texts, visit) }),
    encode,
  ),
  'unbind-contact': doing(
    unbindContact,
    (texts) => ({ kind: kindOf(texts), code: codeIn(texts.code) || null }),
    encode,
  ),
  async 'send-delete-code'(visit) {
    const { user } = visit
    await send(visit, ownAddress(user, user.email ? 'email' : 'phone'), 'delete-account', 'VERIFY_CODE')
    return {}
  },
}

function textsFrom({ request }: Visit): { kind: ContactKind; address: string } {
  const { kind, address } = (request.body ?? {}) as Record<string, unknown>
  return { kind: kindOf({ kind: String(kind) }), address: typeof address === 'string' ? address.trim() : '' }
}
