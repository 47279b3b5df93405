import Type from 'typebox'
import { authenticateFor, authenticateOwn } from '#domain/people/principal/authenticate.ts'
import { getOwnPrincipal, getPrincipal } from '#domain/people/principal/find.ts'
import { encodePrincipal } from '../../../view/principal.ts'
import { optionalText } from '../../engine/fields.ts'
import { nullable, shape } from '../../engine/results.ts'
import { type RestRow, row } from '../../engine/row.ts'
import { Principal } from '../nouns/person.ts'

const claim = {
  type: optionalText('P a person, E an enterprise.'),
  name: optionalText('Of the person or the enterprise.'),
  idCard: optionalText('The number of the identity card, or of the enterprise.'),
  ext: optionalText('The number of a bank card, or the name of the legal representative.'),
}

const status = shape({ status: Type.Enum(['pending', 'verified']) })

export const principalRows: RestRow[] = [
  row('GET /api/v2/users/principal_authentication', getOwnPrincipal, {
    summary: 'Read who you have shown yourself to be',
    decode: () => ({}),
    result: nullable(Principal),
    encode: encodePrincipal,
  }),
  row('POST /api/v2/users/principal_authentication', authenticateOwn, {
    summary: 'Show who you are',
    body: claim,
    decode: ({ body }) => body,
    result: status,
    encode: (status) => ({ status }),
  }),
  row('GET /api/v2/users/:id/management/principal_authentication', getPrincipal, {
    summary: 'Read who a person has shown to be',
    decode: ({ path }) => ({ userId: path.id }),
    result: nullable(Principal),
    encode: encodePrincipal,
  }),
  row('POST /api/v2/users/:id/management/principal_authentication', authenticateFor, {
    summary: 'Say who a person is',
    body: claim,
    decode: ({ path, body }) => ({ userId: path.id, ...body }),
    result: status,
    encode: (status) => ({ status }),
  }),
]
