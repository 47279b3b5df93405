import { refuse } from '@menshen/contract/errors'

/**
 * The texts of the objects in a JSON list, or of objects that follow each other (one a line), without holding more than one.
 * 400 when one is longer than `longest` characters or the file ends inside one.
 */
export async function* splitJson(file: AsyncIterable<string>, longest: number): AsyncGenerator<string> {
  let [text, depth, quoted, escaped] = ['', 0, false, false]
  for await (const chunk of file) {
    for (const letter of chunk) {
      if (depth === 0 && letter !== '{') {
        if (!/[\s[\],\ufeff]/.test(letter)) refuse(400, { variant: 'objects', values: { field: 'file' } })
        continue
      }
      text += letter
      if (text.length > longest) refuse(400, { variant: 'long', values: { field: 'row', max: longest } })
      if (quoted) {
        quoted = escaped || letter !== '"'
        escaped = !escaped && letter === '\\'
      } else if (letter === '"') quoted = true
      else if (letter === '{') depth++
      else if (letter === '}' && --depth === 0) {
        yield text
        text = ''
      }
    }
  }
  if (depth > 0) refuse(400, { variant: 'unreadableFile' })
}
