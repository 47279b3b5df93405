import type { SignInView } from '@menshen/contract/pages/sign-in'

/** What the server knows as the page opens, which it embeds as a block of JSON. */
export function readView(): SignInView {
  return JSON.parse(document.getElementById('view')?.textContent ?? '') as SignInView
}

/** The application's own address, when it is one that a link may carry (an administrator typed it). */
export function homeOf({ application, consent }: SignInView): string | null {
  const home = application.home ?? consent?.applicationHome
  return home && /^https?:\/\//i.test(home) ? home : null
}
