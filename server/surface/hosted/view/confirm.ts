// A page that asks before it changes anything: what stands behind an address is done by its button, never by opening it
// (RFC 9110, section 9.2.1).
import { type Frame, renderFrame } from './frame.ts'
import { html } from './html.ts'

export type Confirm = Frame & {
  title: string
  lead: string
  /** What will follow; null when the lead says it all. */
  effect: string | null
  /** A path of ours, to which the form is sent. */
  action: string
  /** Hidden fields, by name. */
  fields: Record<string, string>
  button: string
  /** Something else that may be meant; null or left out: nothing is. */
  other?: { label: string; address: string } | null
  version?: string
}

export function renderConfirm(page: Confirm): string {
  return renderFrame({
    ...page,
    kind: 'message',
    body: html`<h1>${page.title}</h1><p class="lead">${page.lead}</p>${page.effect && html`<p>${page.effect}</p>`}
<form method="post" action="${page.action}">${Object.entries(page.fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<p>${page.other && html`<a class="button button-main" href="${page.other.address}">${page.other.label}</a> `}<button type="submit" class="button${page.other ? '' : ' button-main'}">${page.button}</button></p></form>`,
  })
}
