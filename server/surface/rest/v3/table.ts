import type { DocumentArea } from '../engine/openapi/document.ts'
import type { RestRow } from '../engine/row.ts'
import { identityRows } from './rows/authentication/identity.ts'
import { ownHistoryRows } from './rows/authentication/own-history.ts'
import { customFieldRows } from './rows/management/custom-field.ts'
import { deviceRows } from './rows/management/device.ts'
import { eventRows } from './rows/management/event.ts'
import { groupRows } from './rows/management/group.ts'
import { userRows } from './rows/management/user.ts'
import { userEntryRows } from './rows/management/user-entry.ts'
import { userFactorRows } from './rows/management/user-factor.ts'
import { userIdentityRows } from './rows/management/user-identity.ts'
import { userLifecycleRows } from './rows/management/user-lifecycle.ts'
import { userWritingRows } from './rows/management/user-writing.ts'
import { whitelistRows } from './rows/management/whitelist.ts'

/** Every operation of this door that is built, by area, except the one that needs to be told which version this is. */
export const areas: readonly DocumentArea[] = [
  { tag: 'Account', description: 'What people do with their own account.', rows: [...identityRows, ...ownHistoryRows] },
  { tag: 'Devices', description: 'On what people are signed in.', rows: deviceRows },
  {
    tag: 'People',
    description: 'The people of a user pool, and what is kept of them.',
    rows: [
      ...userRows,
      ...userWritingRows,
      ...userLifecycleRows,
      ...userEntryRows,
      ...userIdentityRows,
      ...userFactorRows,
      ...whitelistRows,
      ...customFieldRows,
    ],
  },
  { tag: 'Groups', description: 'People who are treated alike.', rows: groupRows },
  { tag: 'Events', description: 'What other programs put into the logs.', rows: eventRows },
]

export const rows: readonly RestRow[] = areas.flatMap(({ rows }) => rows)
