import { refuse } from '@menshen/contract/errors'
import type { CentreAction } from '@menshen/contract/pages/centre-actions'
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
import { codeIn, doing, type Handlers, type Visit } from './action.ts'
import { encodePerson } from './profile-actions.ts'

type Sent = { kind: string | undefined; address?: string | undefined; code?: string | undefined }

const kindOf = ({ kind }: Sent): ContactKind => choiceOf(kind, 'kind', ['email', 'phone'])

const next = ({ address = '', code }: Sent) => ({ address: address.trim(), code: codeIn(code) })

/** The present address, which the person proves to read without typing it. */
function old(sent: Sent & { oldCode: string | undefined }, { user }: Visit) {
  return { address: user[kindOf(sent)] ?? '', countryCode: user.phoneCountryCode, code: codeIn(sent.oldCode) }
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
export const contactActions: Handlers<Extract<CentreAction, `${string}-contact` | `send-${string}-code`>> = {
  async 'send-new-code'(visit, sent) {
    await send(visit, { [kindOf(sent)]: sent.address?.trim() ?? '' }, 'bind', 'CHANGE_EMAIL')
    return {}
  },
  async 'send-old-code'(visit, sent) {
    await send(visit, ownAddress(visit.user, kindOf(sent)), 'unbind', 'CHANGE_EMAIL')
    return {}
  },
  async 'send-own-code'(visit, sent) {
    await send(visit, ownAddress(visit.user, kindOf(sent)), 'bind', 'VERIFY_CODE')
    return {}
  },
  'verify-contact': doing(verifyContact, (sent) => ({ kind: kindOf(sent), code: codeIn(sent.code) }), encode),
  'bind-contact': doing(bindContact, (sent) => ({ kind: kindOf(sent), ...next(sent) }), encode),
  'change-contact': doing(
    changeContact,
    (sent, visit) => ({ kind: kindOf(sent), next: next(sent), old: old(sent, visit) }),
    encode,
  ),
  'unbind-contact': doing(unbindContact, (sent) => ({ kind: kindOf(sent), code: codeIn(sent.code) || null }), encode),
  async 'send-delete-code'(visit) {
    const { user } = visit
    await send(visit, ownAddress(user, user.email ? 'email' : 'phone'), 'delete-account', 'VERIFY_CODE')
    return {}
  },
}
