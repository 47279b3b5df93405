import Type from 'typebox'
import { tellTransportKeys } from '#domain/tenancy/key/tell-transport-keys.ts'
import { shape, word } from '../../../engine/results.ts'
import { plainRow, type RestRow } from '../../../engine/row.ts'

/** What clients read before they know anything; `version` is empty where strangers are not told it. */
export const systemRows = (version: string): RestRow[] => [
  plainRow(
    'GET /api/v3/system',
    {
      summary: 'Read the public keys under which passwords travel, and the version',
      operation: 'key.read-transport-keys',
      admits: 'anyone',
      result: shape({
        rsa: shape({ publicKey: word('As PEM.') }),
        sm2: shape({ publicKey: word('In hexadecimal.') }),
        version: shape({ server: word(), console: word(), login: word() }),
        publicIps: Type.Array(word()),
      }),
      raw: true,
    },
    ({ domain }) => {
      const { rsa, sm2 } = tellTransportKeys(domain)
      return {
        rsa: { publicKey: rsa },
        sm2: { publicKey: sm2 },
        version: { server: version, console: version, login: version },
        publicIps: [],
      }
    },
  ),
]
