/** Levels of lists and objects inside one another: a tree of departments has two for each of its 256, and what recurses can do more. */
const deepest = 1_000

/** The text is nested deeper than anybody's data is, and nothing was made of it. */
export class JsonTooDeep extends SyntaxError {}

/**
 * The value of a JSON text that a stranger wrote. To parse a text of any depth costs little; whatever walks through the value
 * afterwards would run out of stack. Throws `JsonTooDeep`, and `SyntaxError` for what is no JSON.
 */
export function parseJson(text: string): unknown {
  requireShallow(text)
  return JSON.parse(text)
}

/** The same; undefined, which no JSON is, for what is none or too deep. */
export function jsonOf(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

/** Throws `JsonTooDeep`. Whether the text is JSON is not looked at. */
export function requireShallow(text: string): void {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    if (letter === quote) at = endOfText(text, at)
    else if (letter === opensList || letter === opensObject) depth++
    else if (letter === closesList || letter === closesObject) depth--
    if (depth > deepest) throw new JsonTooDeep(`JSON nested deeper than ${deepest} levels`)
  }
}

const [quote, backslash, opensList, closesList, opensObject, closesObject] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d]

/** Where the quoted text that begins here ends. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    if (letter === backslash) at++
    else if (letter === quote) return at
  }
  return text.length
}
