import { resetWithTicket, saying } from './reset-with-ticket.ts'

/** Changes a password that had to be changed, with the token of 2058 and the present one: 2206 when the token is gone or late. */
export const finishRenewal = resetWithTicket({
  name: 'credential.finish-renewal',
  purpose: 'forced-reset',
  gone: saying(2206),
  late: saying(2206),
  present: 'given',
})
