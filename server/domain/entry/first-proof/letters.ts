import type { ContactKind } from '#domain/messaging/contact/contact.ts'
import type { Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareNotice } from '#domain/messaging/message/notice.ts'
import { inTheirLanguage } from '#domain/people/user/language.ts'
import type { User } from '#domain/people/user/user.ts'
import type { Before } from '#domain/shape/verb.ts'

/** A mail for one address, and to which it was written. */
type Letter = { to: string; message: Prepared } | null

/** What is told of a first proof, to whom it may concern; sent by `settle.ts` where it does. */
export interface Letters {
  /** To the address that was proven, where it is one of mail. */
  proven: Letter
  /** To the mail address that the account names beside it. */
  other: Letter
}

/** Writes them beforehand. Where the pool hides who has an account, writing takes as long for an address that nobody has. */
export async function writeLetters(
  before: Before,
  holder: User | null,
  kind: ContactKind,
  text: string,
): Promise<Letters> {
  const at = holder ? inTheirLanguage(before, holder) : before
  // Not in the name on the account: a stranger may have chosen it.
  const write = async (to: string | null, template: 'FIRST_PROOF' | 'ADDRESS_REMOVED'): Promise<Letter> => {
    const message = to === null ? null : await prepareNotice(at, template, { email: to })
    return to !== null && message ? { to, message } : null
  }
  return kind === 'email'
    ? { proven: await write(text, 'FIRST_PROOF'), other: null }
    : { proven: null, other: await write(holder?.email ?? null, 'ADDRESS_REMOVED') }
}
