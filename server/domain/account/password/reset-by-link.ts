import { resetWithTicket, saying } from './reset-with-ticket.ts'

/** Sets a password on the page to which the link of a mail led, and verifies the address: 2206 when the link is gone or late. */
export const resetPasswordByLink = resetWithTicket({
  name: 'credential.reset-by-link',
  purpose: 'reset-link',
  gone: saying(2206, 'link'),
  late: saying(2206, 'link'),
  present: 'ignored',
})
