import { deleteApplication } from '#domain/account/pool/delete-application.ts'
import { introduceApplication } from '#domain/entry/sign-in/introduce-application.ts'
import { listActiveUsers } from '#domain/oversight/statistics/list-active-users.ts'
import { requireKnown } from '#domain/shape/require-known.ts'
import { createApplication } from '#domain/tenancy/application/create.ts'
import { getApplication, listApplications } from '#domain/tenancy/application/find.ts'
import { rotateApplicationSecret } from '#domain/tenancy/application/rotate-secret.ts'
import { updateApplication } from '#domain/tenancy/application/update.ts'
import { encodeApplication, encodeWithSecret } from '../../../view/application.ts'
import { applicationVocabulary, decodeApplication } from '../../../view/application-input.ts'
import { drawLoginPictures } from '../../../view/login-pictures.ts'
import { encodePublicConfig, pictureBase } from '../../../view/public-config.ts'
import { anyText, each, optionalNumber, optionalUnchecked, page } from '../../engine/fields.ts'
import { doneResult, file, pageResult, shape, word, yesOrNo } from '../../engine/results.ts'
import { done, type Peek, plainRow, type RestRow, row } from '../../engine/row.ts'
import { encodePeople } from '../encode-user.ts'
import { Application } from '../nouns/application.ts'
import { User } from '../nouns/person.ts'
import { PublicConfig } from '../nouns/public-config.ts'

/** The operation has a code of its own (2010) for no id. */
export const applicationPath = { id: anyText('The id of the application.') }

/** Names of the protocol besides these are refused by name: 1000 for what is not built, 400 for what nobody knows. */
const fields = each([...applicationVocabulary.known], (name) => optionalUnchecked(`The setting ${name}.`))

function decodeBody(body: Record<string, unknown>) {
  requireKnown(body, applicationVocabulary, 'application')
  return decodeApplication(body)
}

/** Public configuration is that of the application in the path, whoever asks. */
const place = (peek: Peek) => ({
  applicationId: peek('path', 'id'),
  userPoolId: undefined,
  identifier: undefined,
  token: undefined,
})

const loginPictures = drawLoginPictures()

const change = (method: 'POST' | 'PUT') =>
  row(`${method} /api/v2/applications/:id`, updateApplication, {
    summary: 'Change an application',
    path: applicationPath,
    body: fields,
    open: true,
    decode: ({ path, body }) => ({ ...path, changes: decodeBody(body) }),
    result: Application,
    encode: encodeApplication,
  })

export const applicationRows: RestRow[] = [
  row('GET /api/v2/applications', listApplications, {
    summary: 'List applications',
    query: page,
    decode: ({ query }) => query,
    result: pageResult(Application),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map(encodeApplication) }),
  }),
  row('POST /api/v2/applications', createApplication, {
    summary: 'Create an application',
    body: fields,
    open: true,
    decode: ({ body }) => decodeBody(body),
    result: Application,
    encode: encodeWithSecret,
  }),
  row('GET /api/v2/applications/:id', getApplication, {
    summary: 'Read an application',
    path: applicationPath,
    decode: ({ path }) => path,
    result: Application,
    encode: encodeApplication,
  }),
  change('POST'),
  change('PUT'),
  row('DELETE /api/v2/applications/:id', deleteApplication, {
    summary: 'Delete an application',
    path: applicationPath,
    decode: ({ path }) => path,
    result: doneResult,
    encode: done,
  }),
  row('PATCH /api/v2/application/:id/refresh-secret', rotateApplicationSecret, {
    summary: 'Replace the secret of an application',
    path: applicationPath,
    body: { overlap: optionalNumber('Seconds for which the secret before it is still taken.') },
    decode: ({ path, body }) => ({ ...path, ...body }),
    result: Application,
    encode: encodeWithSecret,
  }),
  row('GET /api/v2/applications/:id/active-users', listActiveUsers, {
    summary: 'List the people who are signed in to an application',
    path: applicationPath,
    query: page,
    decode: ({ path, query }) => ({ ...path, ...query }),
    result: pageResult(User),
    encode: async ({ totalCount, list }, call) => ({ totalCount, list: await encodePeople(list, call) }),
  }),
  row('GET /api/v2/applications/:id/public-config', introduceApplication, {
    summary: 'Read what a sign-in form has to know of an application',
    path: applicationPath,
    place,
    decode: () => ({}),
    result: PublicConfig,
    encode: (introduced, { hints }) => encodePublicConfig(introduced, hints.origin),
  }),
  row('GET /api/v2/applications/:id/components-public-config/guard', introduceApplication, {
    summary: 'Read how the login component is to look',
    path: applicationPath,
    place,
    decode: () => ({}),
    result: shape({ global: shape({ showChangeLanguage: yesOrNo(), defaultLanguage: word() }) }),
    encode: () => ({ global: { showChangeLanguage: true, defaultLanguage: 'browser' } }),
  }),
  plainRow(
    `GET ${pictureBase}/svg-string/guard`,
    {
      summary: 'Read the pictures of the login component',
      operation: 'application.login-pictures',
      admits: 'anyone',
      result: file('image/svg+xml', 'All pictures in one.'),
      raw: true,
    },
    ({ reply }) => {
      void reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400')
      return loginPictures
    },
  ),
]
