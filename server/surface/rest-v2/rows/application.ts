import { createApplication } from '#domain/application/create.ts'
import { deleteApplication } from '#domain/application/delete.ts'
import { getApplication, introduceApplication, listApplications } from '#domain/application/find.ts'
import { rotateApplicationSecret } from '#domain/application/rotate-secret.ts'
import { updateApplication } from '#domain/application/update.ts'
import { applicationFields, decodeApplication, encodeApplication, encodePublicConfig } from '../../wire/application.ts'
import type { Parts } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

const idOf = ({ path }: Parts) => ({ id: path.optionalText('id') ?? '' })
const decodeBody = ({ body }: Parts) => decodeApplication(body.pick(applicationFields))
const decodeUpdate = (parts: Parts) => ({ ...idOf(parts), changes: decodeBody(parts) })

export const applicationRows: Row[] = [
  row(
    'GET /api/v2/applications',
    listApplications,
    ({ query }) => ({ page: query.optionalNumber('page'), limit: query.optionalNumber('limit') }),
    ({ totalCount, list }) => ({ totalCount, list: list.map(encodeApplication) }),
  ),
  row('POST /api/v2/applications', createApplication, decodeBody, encodeApplication),
  row('GET /api/v2/applications/:id', getApplication, idOf, encodeApplication),
  row('POST /api/v2/applications/:id', updateApplication, decodeUpdate, encodeApplication),
  row('PUT /api/v2/applications/:id', updateApplication, decodeUpdate, encodeApplication),
  row('DELETE /api/v2/applications/:id', deleteApplication, idOf, done),
  row('PATCH /api/v2/application/:id/refresh-secret', rotateApplicationSecret, idOf, encodeApplication),
  row(
    'GET /api/v2/applications/:id/public-config',
    introduceApplication,
    () => ({}),
    (introduced, { hints }) => encodePublicConfig(introduced, hints.origin),
    {
      place: (parts) => ({
        applicationId: idOf(parts).id,
        userPoolId: undefined,
        identifier: undefined,
        token: undefined,
      }),
    },
  ),
]
