import Type from 'typebox'
import { listEnterableBy, listGrantedTo } from '#domain/access/application-access/list-enterable.ts'
import { endSessionsInApplications } from '#domain/entry/session/end-sessions-of-users.ts'
import { listEnteredApplications } from '#domain/entry/session/entered-applications.ts'
import { getSignedInWhere } from '#domain/entry/session/login-status.ts'
import { searchHistory } from '#domain/ground/login-history/list.ts'
import { askOfNamed, doToNamed } from '#domain/people/user/named.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { object, text, texts } from '../../../engine/fields.ts'
import { pageResult, shape, yesOrNo } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { decodeRange, encodeEntered, encodeHistory, historyRange } from '../../encode-login.ts'
import { namedPerson, succeeded, success, userIdType } from '../../fields.ts'
import { ApplicationOfPerson, EnteredApplication, LoginOfPerson } from '../../nouns/entered.ts'

const ofPerson = (userId: string) => ({ userId })

function encodeApplications(applications: Application[]) {
  return applications.map(({ id, name, logo, settings }) => ({
    appId: id,
    appName: name,
    appLogo: logo,
    appDefaultLoginStrategy: settings.defaultAccess,
  }))
}

/** Where people have been and may go, for administrators. */
export const userEntryRows: RestRow[] = [
  row('GET /api/v3/get-user-accessible-apps', askOfNamed(listEnterableBy), {
    summary: 'List the applications that a person may enter',
    query: namedPerson,
    decode: ({ query }) => ({ ...query, given: ofPerson }),
    result: Type.Array(ApplicationOfPerson),
    encode: encodeApplications,
  }),
  row('GET /api/v3/get-user-authorized-apps', askOfNamed(listGrantedTo), {
    summary: 'List the applications that a rule lets a person enter',
    query: namedPerson,
    decode: ({ query }) => ({ ...query, given: ofPerson }),
    result: Type.Array(ApplicationOfPerson),
    encode: encodeApplications,
  }),
  row('GET /api/v3/get-user-loggedin-apps', askOfNamed(listEnteredApplications), {
    summary: 'List the applications that a person has signed in to',
    query: namedPerson,
    decode: ({ query }) => ({ ...query, given: ofPerson }),
    result: Type.Array(EnteredApplication),
    encode: (entered) => entered.map(encodeEntered),
  }),
  row('GET /api/v3/get-user-login-history', askOfNamed(searchHistory), {
    summary: 'List the tries to sign in as a person',
    query: { ...namedPerson, ...historyRange },
    decode: ({ query: { userId, userIdType, ...range } }) => ({
      userId,
      userIdType,
      given: (id) => ({ userId: id, ...decodeRange(range) }),
    }),
    result: pageResult(LoginOfPerson),
    encode: encodeHistory,
  }),
  row('POST /api/v3/kick-users', doToNamed(endSessionsInApplications), {
    summary: 'Sign a person out of applications',
    body: {
      appIds: texts('The applications.'),
      userId: text('The person.'),
      options: object('How the person is named.', { userIdType }),
    },
    decode: ({ body: { appIds, userId, options } }) => ({
      userId,
      ...options,
      given: (id) => ({ userId: id, applicationIds: appIds }),
    }),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/check-session-status', getSignedInWhere, {
    summary: 'Ask whether a person is signed in to an application',
    body: { appId: text('The application.'), userId: text('The person.') },
    decode: ({ body: { appId, userId } }) => ({ userId, applicationId: appId }),
    result: shape({ active: yesOrNo() }),
    encode: ({ isLogin }) => ({ active: isLogin }),
  }),
]
