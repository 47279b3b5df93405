import { type Html, trusted } from './html.ts'

// In a script element the HTML parser looks for `</script` and `<!--` whatever the type says, and knows no entities there;
// JSON knows \u escapes. U+2028 and U+2029 are line ends to older JavaScript parsers.
const risky = /[<>&\u2028\u2029]/g

/** A data block (`type="application/json"`): the browser never runs it, so it needs no nonce in the policy. */
export function embedJson(id: string, value: unknown): Html {
  const json = JSON.stringify(value).replace(risky, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return trusted(`<script type="application/json" id="${id}">${json}</script>`)
}
