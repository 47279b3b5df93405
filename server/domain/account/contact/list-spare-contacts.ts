import type { ContactKind } from '#domain/messaging/contact/contact.ts'
import type { Question } from '#domain/shape/verb.ts'
import { findCaller } from './change-contact.ts'
import { spareContacts } from './ways-in.ts'

/** Which of their addresses the caller can give up and still sign in. */
export const listSpareContacts: Question<object, Record<ContactKind, boolean>> = {
  name: 'user.list-spare-contacts',
  admits: 'any user',
  async answer(before) {
    return spareContacts(before.reader, await findCaller(before))
  },
}
