/** Whether a text fits a pattern in which `*` stands for any run of characters. Takes time in proportion to their lengths. */
export function fits(pattern: string, text: string): boolean {
  if (pattern === '*' || pattern === text) return true
  const [head = '', ...rest] = pattern.split('*')
  const tail = rest.pop()
  if (tail === undefined || !text.startsWith(head)) return false
  let at = head.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - tail.length >= at && text.endsWith(tail)
}

/** A pattern as it is stored: several stars in a row say no more than one. */
export function storedPattern(text: string): string {
  return text.replace(/\*+/g, '*')
}

/** `ec2:1` is one of the kind `ec2`. */
export function kindOf(code: string): string {
  return code.split(':', 1)[0] ?? code
}
