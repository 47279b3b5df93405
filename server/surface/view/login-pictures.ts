/** What stands in the pictures of the login component, as paths on a square of 24; lines of two, nothing filled. */
const shapes = {
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c0-4 3.6-6 8-6s8 2 8 6',
  lock: 'M6 11h12v9H6zM8.5 11V7.500a3.5 3.5 0 0 1 7 0V11M12 14.500v2',
  shield: 'M12 3l7.5 3v5.500c0 4.5-3 7.5-7.5 9.5-4.5-2-7.5-5-7.5-9.500V6zM8.8 12l2.4 2.4 4.2-4.4',
  eye: 'M2.5 12c2.3-4 5.4-6 9.5-6s7.2 2 9.5 6c-2.3 4-5.4 6-9.5 6s-7.2-2-9.5-6zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6',
  eyeShut: 'M3 9.500c2.3 3 5.3 4.5 9 4.500s6.7-1.5 9-4.500M12 14v3.500M6.5 12.8 4.8 16M17.5 12.800l1.7 3.2',
  left: 'M14.5 5.5 8 12l6.5 6.5',
  down: 'M6 9.500l6 6 6-6',
  cross: 'M6 6l12 12M18 6 6 18',
  ticked: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8 12.200l2.8 2.800L16 9.5',
  phone: 'M7.5 3h9v18h-9zM11 18h2',
  mail: 'M3.5 5.500h17v13h-17zM3.5 7l8.5 6 8.5-6',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3.5 2',
  face: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M9 10v1M15 10v1M9 15c2 1.3 4 1.3 6 0',
  question: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9.5 9.500a2.5 2.5 0 1 1 3.5 2.300c-.7.3-1 .8-1 1.700M12 16.500v.1',
  notice: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 11v5.500M12 7.500v.1',
  warning: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7.500V13M12 16.400v.1',
  more: 'M6 12v.100M12 12v.100M18 12v.1',
  add: 'M12 5v14M5 12h14',
  without: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8 12h8',
  squares: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v6M14 20h2',
  screen: 'M3 5h18v11H3zM9 20h6M12 16v4',
  forward: 'M13 5l7 6-7 6v-4c-4 0-7 1.5-9 5 .5-5 3.5-9 9-9z',
  again: 'M19 8a8 8 0 1 0 1 5M20 4v4.500h-4.5',
  chain:
    'M10 14a4 4 0 0 0 6 .500l3-3a4 4 0 0 0-5.6-5.600l-1.2 1.200M14 10a4 4 0 0 0-6-.500l-3 3A4 4 0 0 0 10.6 18l1.2-1.2',
} as const

/** By the names under which the login component draws them. */
const pictures: Record<string, keyof typeof shapes> = {
  'authing-a-user-line1': 'person',
  'authing-account-circle-line': 'person',
  'authing-user-received-2-line': 'person',
  'authing-a-lock-line1': 'lock',
  'authing-a-shield-check-line1': 'shield',
  'authing-a-eye-line1': 'eye',
  'authing-authing-eye-fill': 'eye',
  'authing-a-eye-close-line1': 'eyeShut',
  'authing-authing-eye-off-fill': 'eyeShut',
  'authing-arrow-left-s-line': 'left',
  'authing-arrow-down-s-fill': 'down',
  'authing-close-line': 'cross',
  'authing-checkbox-circle-fill': 'ticked',
  'authing-a-smartphone-line1': 'phone',
  'authing-phone': 'phone',
  'authing-a-mail-line3': 'mail',
  'authing-mail': 'mail',
  'authing-totp': 'clock',
  'authing-otp': 'clock',
  'authing-otp-push': 'clock',
  'authing-face': 'face',
  'authing-a-question-line1': 'question',
  'authing-information-fill': 'notice',
  'authing-error-warning-fill1': 'warning',
  'authing-more-fill': 'more',
  'authing-add-line': 'add',
  'authing-indeterminate-circle-line': 'without',
  'authing-a-erweima22': 'squares',
  'authing-diannao': 'screen',
  'authing-slideshow-3-line': 'screen',
  'authing-bianzu': 'screen',
  'authing-a-share-forward-line1': 'forward',
  'authing-refer-qr-code': 'again',
  'authing-bind': 'chain',
}

/** One document with all of them: the login component waits for it and draws each from there. */
export function drawLoginPictures(): string {
  const symbols = Object.entries(pictures).map(
    ([name, shape]) =>
      `<symbol id="${name}" viewBox="0 0 24 24"><path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="${shapes[shape]}"/></symbol>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" style="display:none">${symbols.join('')}</svg>`
}
