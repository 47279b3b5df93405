import type { Area, DescribedDoor } from '../engine/openapi/document.ts'
import { envelope } from './envelope.ts'
import { logoutRows } from './rows/logout.ts'
import { browserSsoRows } from './rows/sso.ts'
import { areas } from './table.ts'

const description = [
  "The REST half of the protocol that Authing's V2 clients speak, and what this server has beside it.",
  'Every answer has the HTTP status 200; the code in its envelope says how it went.',
  'A field that is null or an empty text says the same as one that is left out; a whole number may be written as digits in a text.',
  'A field that an operation does not know is refused by name, in everything that changes something.',
  'Whatever tells people takes withCustomData, in the query or in the body.',
].join(' ')

/** All areas, with what needs to be told how browsers are. */
const all: readonly Area[] = areas.map((area, at) =>
  at === 0 ? { ...area, rows: [...area.rows, ...logoutRows({}), ...browserSsoRows({})] } : area,
)

/** This door as it is told of. */
export const restV2: DescribedDoor = {
  name: 'REST V2',
  address: '/openapi.json',
  info: { title: 'Menshen REST V2', version: '2.0.0', description },
  areas: all,
  envelope,
}
