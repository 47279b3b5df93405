import { html, safeAddress, trusted } from './html.ts'
import { wordmark } from './logo.ts'

// A ring in the mouth of a beast's head is what one knocks with on a Chinese gate (铺首). It hangs at the edge where the
// leaf meets the light, and is drawn once, so it lives here and not in the style sheet.
const knocker = trusted(`<svg class="knocker" viewBox="0 0 96 120" aria-hidden="true" focusable="false">
<path class="plate" d="M34.2 14.7A15 15 0 0 1 61.8 14.7A15 15 0 0 1 81.3 34.2A15 15 0 0 1 81.3 61.8A15 15 0 0 1 61.8 81.3A15 15 0 0 1 34.2 81.3A15 15 0 0 1 14.7 61.8A15 15 0 0 1 14.7 34.2A15 15 0 0 1 34.2 14.7Z"/>
<circle cx="48" cy="48" r="27"/><circle class="boss" cx="48" cy="48" r="14"/>
<path class="ring" d="M39.5 59a25 25 0 1 0 17 0"/>
</svg>`)

type Door = { name: string; description: string; logo: string | null }

/**
 * The closed leaf beside the opening: whose door this is, and at its foot, in small, who made the gate. Names only, so it
 * need not change with the language. Assistive technology gets the names from the form's heading.
 */
export function gate({ name, description, logo }: Door) {
  const picture = safeAddress(logo)
  const letter = [...name.trim()][0]?.toUpperCase() ?? '·'
  return html`<aside class="gate">
<div class="studs" aria-hidden="true"></div>
${knocker}
<p class="gate-name" aria-hidden="true"><span class="emblem">${picture ? html`<img src="${picture}" alt="" referrerpolicy="no-referrer">` : letter}</span><strong>${name}</strong></p>
<div class="gate-foot">${description && html`<p aria-hidden="true">${description}</p>`}${wordmark}</div>
</aside>`
}
