import type { DocumentArea } from '../engine/openapi/document.ts'
import type { RestRow } from '../engine/row.ts'
import { countryRows, ownApplicationRows } from './rows/authentication/application.ts'
import { identityRows } from './rows/authentication/identity.ts'
import { applicationRows } from './rows/management/application.ts'
import { applicationAccessRows } from './rows/management/application-access.ts'
import { applicationRuleRows } from './rows/management/application-rules.ts'
import { customFieldRows } from './rows/management/custom-field.ts'
import { deviceRows } from './rows/management/device.ts'
import { eventRows } from './rows/management/event.ts'
import { groupRows } from './rows/management/group.ts'
import { identitySourceRows } from './rows/management/identity-source.ts'
import { mailRows } from './rows/management/mail.ts'
import { userRows } from './rows/management/user.ts'

/** Every operation of this door that is built, by area, except the one that needs to be told which version this is. */
export const areas: readonly DocumentArea[] = [
  {
    tag: 'Account',
    description: 'What people do with their own account.',
    rows: [...identityRows, ...ownApplicationRows, ...countryRows],
  },
  { tag: 'Devices', description: 'On what people are signed in.', rows: deviceRows },
  {
    tag: 'People',
    description: 'The people of a user pool, and what is kept of them.',
    rows: [...userRows, ...customFieldRows],
  },
  { tag: 'Groups', description: 'People who are treated alike.', rows: groupRows },
  {
    tag: 'Applications',
    description: 'What people of a pool sign in to, and who may enter.',
    rows: [...applicationRows, ...applicationRuleRows, ...applicationAccessRows],
  },
  { tag: 'Identity sources', description: 'Where people have accounts already.', rows: identitySourceRows },
  { tag: 'Mails', description: 'What mails say, and by what they are sent.', rows: mailRows },
  { tag: 'Events', description: 'What other programs put into the logs.', rows: eventRows },
]

export const rows: readonly RestRow[] = areas.flatMap(({ rows }) => rows)
