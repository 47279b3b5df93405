import { resetWithTicket, saying } from './reset-with-ticket.ts'

/** Sets the new password with the token of `beginPasswordReset`: 2019 when it is gone, 2300 when it is late. */
export const finishPasswordReset = resetWithTicket({
  name: 'credential.finish-reset',
  purpose: 'reset-password',
  gone: saying(2019),
  late: saying(2300),
  present: 'ignored',
})
