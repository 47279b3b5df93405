import type { DocumentArea } from '../engine/openapi/document.ts'
import type { RestRow } from '../engine/row.ts'
import { factorRows } from './rows/authentication/factor.ts'
import { identityRows } from './rows/authentication/identity.ts'
import { messageRows } from './rows/authentication/message.ts'
import { qrCodeRows } from './rows/authentication/qr-code.ts'
import { signInRows } from './rows/authentication/sign-in.ts'
import { signUpRows } from './rows/authentication/sign-up.ts'
import { customFieldRows } from './rows/management/custom-field.ts'
import { deviceRows } from './rows/management/device.ts'
import { eventRows } from './rows/management/event.ts'
import { groupRows } from './rows/management/group.ts'
import { userRows } from './rows/management/user.ts'

/** Every operation of this door that is built, by area, except the one that needs to be told which version this is. */
export const areas: readonly DocumentArea[] = [
  {
    tag: 'Entry',
    description: 'How people register and sign in, and what applications are given for it.',
    rows: [...signUpRows, ...signInRows, ...qrCodeRows],
  },
  {
    tag: 'Codes',
    description: 'Codes that are sent, and images to read.',
    rows: messageRows,
  },
  { tag: 'Second factors', description: 'What people show besides what they sign in with.', rows: factorRows },
  { tag: 'Account', description: 'What people do with their own account.', rows: identityRows },
  { tag: 'Devices', description: 'On what people are signed in.', rows: deviceRows },
  {
    tag: 'People',
    description: 'The people of a user pool, and what is kept of them.',
    rows: [...userRows, ...customFieldRows],
  },
  { tag: 'Groups', description: 'People who are treated alike.', rows: groupRows },
  { tag: 'Events', description: 'What other programs put into the logs.', rows: eventRows },
]

export const rows: readonly RestRow[] = areas.flatMap(({ rows }) => rows)
