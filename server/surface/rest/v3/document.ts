import type { DescribedDoor } from '../engine/openapi/document.ts'
import { envelope } from './envelope.ts'
import { systemRows } from './rows/authentication/system.ts'
import { areas } from './table.ts'

const description = [
  "What this server has of the protocol that Authing's V3 clients speak.",
  'Who manages a pool sends a management token, which an access key is changed for, or signs each request with the key; or is the owner of the pool, with an access token and x-authing-userpool-id. People send their access token. Tokens stand in Authorization, with or without Bearer.',
  'Every answer has the HTTP status 200; statusCode in its envelope says how it went, apiCode which refusal it was.',
  'A field that is null or an empty text says the same as one that is left out; a whole number may be written as digits in a text.',
  'A field that an operation does not know is refused by name, in everything that changes something.',
].join(' ')

/** This door as it is told of. */
export const restV3: DescribedDoor = {
  name: 'REST V3',
  address: '/openapi/v3.json',
  info: { title: 'Menshen REST V3', version: '3.0.0', description },
  areas: [...areas, { tag: 'Server', description: 'What clients ask before anything else.', rows: systemRows('') }],
  envelope,
}
