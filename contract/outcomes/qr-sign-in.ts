import type { OutcomeRows } from './shape.ts'

export const qrSignIn = {
  2241: {
    name: 'QrCodeNotFound',
    status: 404,
    en: 'The QR code does not exist',
    zh: '二维码不存在',
    note: 'Show a new code; this one was never issued here, is long over, or is shown by another browser.',
    noteZh: '请重新生成二维码；该二维码并非由本用户池签发、早已失效，或由其他浏览器展示。',
  },
  6111: {
    name: 'QrCodeExpired',
    status: 400,
    en: 'The QR code has expired',
    zh: '二维码已过期',
    note: 'Let the browser show a new code and scan that one.',
    noteZh: '请在浏览器中刷新二维码后重新扫码。',
  },
  6112: {
    name: 'QrCodeTaken',
    status: 409,
    en: 'The QR code has been scanned by somebody else, or has been confirmed or cancelled already',
    zh: '二维码已被他人扫描，或已确认、已取消',
    note: 'A code is scanned, then confirmed or cancelled once by the same person; show a new one for everything else.',
    noteZh: '二维码须由同一用户先扫描，再确认或取消一次；其他情况请重新生成二维码。',
  },
  6113: {
    name: 'QrTicketInvalid',
    status: 401,
    en: 'The ticket of the QR code has expired, has been used or is wrong',
    zh: '二维码的 ticket 已过期、已使用或有误',
    note: 'A ticket is good once and for a short time; let the person scan a new code.',
    noteZh: 'ticket 仅能使用一次且有效期很短；请让用户重新扫码。',
  },
} as const satisfies OutcomeRows
