import { createRequire } from 'node:module'

/** The official JavaScript SDK and the newest that is published of it, both CommonJS. Apart from the world: most files need neither. */
const require = createRequire(import.meta.url)

export const sdk: typeof import('authing-js-sdk') = require('authing-js-sdk')

export const newestSdk: typeof import('authing-js-sdk-newest') = require('authing-js-sdk-newest')
