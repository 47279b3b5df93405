import { refuse } from '@menshen/contract/errors'
import type { Liquid } from 'liquidjs'
import { htmlEngine, textEngine } from './engine.ts'
import { type MacroValues, spellOut } from './macros.ts'
import type { TemplateContent } from './mail-template.ts'
import { textOf } from './text-of.ts'

/** A mail with everything filled in. */
export interface RenderedMail {
  subject: string
  /** The sender's name. */
  sender: string
  html: string
  text: string
}

/** Longest subject and sender name, in characters: RFC 5322 2.1.1 allows lines of 998, people read the first fifty. */
const maxLine = 255

/**
 * Fills a template in. Values are escaped in the HTML and nowhere else; subject and sender come out as one line.
 * 3012 for a malformed template, a macro without a value, and one that makes too much of itself; `telling` the author of the
 * template what is wrong with it, and where.
 */
export function renderTemplate(
  { subject, sender, html, text }: TemplateContent,
  values: MacroValues,
  telling = false,
): RenderedMail {
  const spelt = spellOut(values)
  const fill = (engine: Liquid, template: string) => filled(engine, template, spelt, telling)
  const content = fill(htmlEngine, html)
  return {
    subject: oneLine(fill(textEngine, subject)),
    sender: oneLine(fill(textEngine, sender)),
    html: content,
    text: text === null ? textOf(content) : fill(textEngine, text).replace(/\n{3,}/g, '\n\n'),
  }
}

/** Refuses a template that is no Liquid of ours, with the reason. 3012. */
export function requireWellFormed({ subject, sender, html, text }: TemplateContent): void {
  for (const part of [subject, sender, html, text ?? '']) trying(() => textEngine.parse(part), true)
}

function filled(engine: Liquid, template: string, values: Record<string, string>, telling: boolean): string {
  return trying(() => engine.parseAndRenderSync(template, values), telling)
}

function trying<Result>(work: () => Result, telling: boolean): Result {
  try {
    return work()
  } catch (error) {
    // Every error here has its cause in the template or in a missing value; even a stack that overflows under nested tags.
    return refuse(3012, telling && error instanceof Error ? { data: { reason: error.message.slice(0, 200) } } : {})
  }
}

function oneLine(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim()
  return line.length > maxLine ? [...line].slice(0, maxLine).join('') : line
}
