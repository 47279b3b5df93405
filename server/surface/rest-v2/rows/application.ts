import { deleteApplication } from '#domain/account/pool/delete-application.ts'
import { introduceApplication } from '#domain/entry/sign-in/introduce-application.ts'
import { listActiveUsers } from '#domain/oversight/statistics/list-active-users.ts'
import { createApplication } from '#domain/tenancy/application/create.ts'
import { getApplication, listApplications } from '#domain/tenancy/application/find.ts'
import { rotateApplicationSecret } from '#domain/tenancy/application/rotate-secret.ts'
import { updateApplication } from '#domain/tenancy/application/update.ts'
import { encodeApplication, encodeWithSecret } from '../../wire/application.ts'
import { applicationVocabulary, decodeApplication } from '../../wire/application-input.ts'
import { drawLoginPictures } from '../../wire/login-pictures.ts'
import { encodePublicConfig, pictureBase } from '../../wire/public-config.ts'
import { encodePeople } from '../encode-user.ts'
import type { Parts } from '../parts.ts'
import { done, plainRow, type Row, row } from '../row.ts'

const idOf = ({ path }: Parts) => ({ id: path.optionalText('id') ?? '' })
const pageIn = ({ query }: Parts) => ({ page: query.optionalNumber('page'), limit: query.optionalNumber('limit') })
const decodeBody = ({ body }: Parts) => decodeApplication(body.only(applicationVocabulary, 'application'))
const decodeUpdate = (parts: Parts) => ({ ...idOf(parts), changes: decodeBody(parts) })

/** Public configuration is that of the application in the path, whoever asks. */
const place = (parts: Parts) => ({
  applicationId: idOf(parts).id,
  userPoolId: undefined,
  identifier: undefined,
  token: undefined,
})

const loginPictures = drawLoginPictures()

export const applicationRows: Row[] = [
  row('GET /api/v2/applications', listApplications, pageIn, ({ totalCount, list }) => ({
    totalCount,
    list: list.map(encodeApplication),
  })),
  row('POST /api/v2/applications', createApplication, decodeBody, encodeWithSecret),
  row('GET /api/v2/applications/:id', getApplication, idOf, encodeApplication),
  row('POST /api/v2/applications/:id', updateApplication, decodeUpdate, encodeApplication),
  row('PUT /api/v2/applications/:id', updateApplication, decodeUpdate, encodeApplication),
  row('DELETE /api/v2/applications/:id', deleteApplication, idOf, done),
  row(
    'PATCH /api/v2/application/:id/refresh-secret',
    rotateApplicationSecret,
    (parts) => ({ ...idOf(parts), overlap: parts.body.optionalNumber('overlap') }),
    encodeWithSecret,
  ),
  row(
    'GET /api/v2/applications/:id/active-users',
    listActiveUsers,
    (parts) => ({ ...idOf(parts), ...pageIn(parts) }),
    async ({ totalCount, list }, call) => ({ totalCount, list: await encodePeople(list, call) }),
  ),
  row(
    'GET /api/v2/applications/:id/public-config',
    introduceApplication,
    () => ({}),
    (introduced, { hints }) => encodePublicConfig(introduced, hints.origin),
    { place },
  ),
  row(
    'GET /api/v2/applications/:id/components-public-config/guard',
    introduceApplication,
    () => ({}),
    () => ({ global: { showChangeLanguage: true, defaultLanguage: 'browser' } }),
    { place },
  ),
  plainRow(
    `GET ${pictureBase}/svg-string/guard`,
    ({ reply }) => {
      void reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400')
      return loginPictures
    },
    { raw: true },
  ),
]
