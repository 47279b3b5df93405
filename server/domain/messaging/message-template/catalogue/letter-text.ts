import type { Language } from '@menshen/contract/errors'
import type { Letter } from './letter.ts'

/** The same letter as plain text. */
export function letterText(letter: Letter, language: Language): string {
  const colon = language === 'zh-CN' ? '：' : ': '
  const blocks = [
    letter.heading,
    ...letter.paragraphs,
    ...(letter.code ? ['    {{verify_code}}'] : []),
    ...(letter.facts ? [letter.facts.map(([label, value]) => `${label}${colon}${value}`).join('\n')] : []),
    ...(letter.button ? [`${letter.button}${colon.trimEnd()}\n{{verify_link}}`] : []),
    ...letter.notes,
    '-- \n{{client_name}}',
  ]
  return `${blocks.join('\n\n')}\n`
}
