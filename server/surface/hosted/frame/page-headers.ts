/**
 * What a page may do, and who may show it: nothing inline, nothing from elsewhere but pictures, in no frame. `frames`: it
 * shows others of our pages within itself.
 */
export function pageHeaders(
  origin: string,
  formTargets: string[] = [],
  { frames = false } = {},
): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: https:",
    "connect-src 'self'",
    ...(frames ? ["frame-src 'self'"] : []),
    // Chromium holds the redirect that answers a form to this as well, so the place where a sign-out ends is named here.
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    ...(origin.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000' }),
  }
}

/**
 * For a document that somebody else wrote, shown within a page of ours: as if of another site, with its own style, and
 * nothing that runs, is fetched, is sent or leads on.
 */
export const letterHeaders: Record<string, string> = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}
