/**
 * The words of one mail in one language; its HTML and its text are both made from them. Sentences may hold macros, and no
 * character that means something in HTML.
 */
export interface Letter {
  /** What administrators call the template. */
  name: string
  subject: string
  /** The line that a list of mails shows beside the subject. */
  preheader: string
  heading: string
  paragraphs: string[]
  /** Shows the code. */
  code?: true
  /** Shows the link, as a button with these words. */
  button?: string
  /** Shows facts, as label and value. */
  facts?: readonly (readonly [label: string, value: string])[]
  /** Small print: how long it is good for, what to do when one did not ask for it. */
  notes: string[]
}
