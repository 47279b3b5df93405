import type { DescribedDoor } from '../engine/openapi/document.ts'
import { envelope } from './envelope.ts'
import { areasOf } from './table.ts'

const description = [
  "The REST half of the protocol that Authing's V2 clients speak, and what this server has besides it.",
  'Every answer has the HTTP status 200; the code in its envelope says how it went.',
  'A field that is null or an empty text says the same as one that is left out; a whole number may be written as digits in a text.',
  'A field that an operation does not know is refused by name, in everything that changes something.',
  'Whatever tells people takes withCustomData, in the query or in the body.',
].join(' ')

/** This door as it is told of. */
export const restV2: DescribedDoor = {
  name: 'REST V2',
  address: '/openapi.json',
  info: { title: 'Menshen REST V2', version: '2.0.0', description },
  areas: areasOf(),
  envelope,
}
