import { resetWithTicket, saying } from './reset-with-ticket.ts'

/** Sets the password that somebody chooses at the first sign-in, with the token of 1639: 2206 when it is gone or late. */
export const finishFirstLogin = resetWithTicket({
  name: 'credential.finish-first-login',
  purpose: 'first-login',
  gone: saying(2206),
  late: saying(2206),
  present: 'differs',
})
