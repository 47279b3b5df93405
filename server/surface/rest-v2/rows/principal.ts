import { authenticateFor, authenticateOwn } from '#domain/people/principal/authenticate.ts'
import { getOwnPrincipal, getPrincipal } from '#domain/people/principal/find.ts'
import { encodePrincipal } from '../../wire/principal.ts'
import type { Reader } from '../parts.ts'
import { type Row, row } from '../row.ts'

function decodeClaim(body: Reader) {
  return {
    type: body.optionalText('type'),
    name: body.optionalText('name'),
    idCard: body.optionalText('idCard'),
    ext: body.optionalText('ext'),
  }
}

export const principalRows: Row[] = [
  row('GET /api/v2/users/principal_authentication', getOwnPrincipal, () => ({}), encodePrincipal),
  row(
    'POST /api/v2/users/principal_authentication',
    authenticateOwn,
    ({ body }) => decodeClaim(body),
    (status) => ({ status }),
  ),
  row(
    'GET /api/v2/users/:id/management/principal_authentication',
    getPrincipal,
    ({ path }) => ({ userId: path.text('id') }),
    encodePrincipal,
  ),
  row(
    'POST /api/v2/users/:id/management/principal_authentication',
    authenticateFor,
    ({ path, body }) => ({ userId: path.text('id'), ...decodeClaim(body) }),
    (status) => ({ status }),
  ),
]
