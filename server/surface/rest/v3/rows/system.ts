import Type from 'typebox'
import { shape, word } from '../../engine/results.ts'
import { plainRow, type Row } from '../../engine/row.ts'

/** What clients read before they know anything; `version` is empty where strangers are not told it. */
export const systemRows = (version: string): Row[] => [
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
      const { publicPem, sm2 } = domain.tools.keys.transport
      return {
        rsa: { publicKey: publicPem },
        sm2: { publicKey: sm2.publicHex },
        version: { server: version, console: version, login: version },
        publicIps: [],
      }
    },
  ),
]
