/** An operation as clients call it. `method` may be `WS`, a WebSocket. */
export interface KnownOperation {
  method: string
  /** With `:name` for a parameter. */
  path: string
}

/** Operations out of lines: methods, then the path. Other lines are headings. */
export function listKnown(lines: string): KnownOperation[] {
  return lines
    .split('\n')
    .filter((line) => line.includes(' /'))
    .flatMap((line) => {
      const words = line.split(' ')
      const path = words.pop() as string
      return words.map((method) => ({ method, path }))
    })
}

/** The same where many stand below one path: a method, then names. */
export function listBelow(path: string, lines: string): KnownOperation[] {
  return lines
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line))
    .flatMap((line) => {
      const [method = '', ...names] = line.split(' ')
      return names.map((name) => ({ method, path: path + name }))
    })
}
