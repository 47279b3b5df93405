import type { OutcomeRows } from './shape.ts'

/** What signed requests are refused for: the numbers are those of the V3 protocol. */
export const accessKey = {
  1300: {
    name: 'AccessKeyRefused',
    status: 401,
    en: 'The access key or the signature is wrong',
    zh: '访问密钥或签名错误',
    note: 'Check id and secret of the access key, that it is switched on, and that exactly what is sent was signed.',
    noteZh: '请检查访问密钥的 ID 与密钥是否正确、是否已启用，以及签名内容与实际发送内容是否完全一致。',
  },
  1301: {
    name: 'SignatureMethodUnknown',
    status: 401,
    en: 'Requests are signed with HMAC-SHA1 here',
    zh: '签名方法不正确，仅支持 HMAC-SHA1',
    note: 'Send x-authing-signature-method: HMAC-SHA1, or leave it out.',
    noteZh: '请发送 x-authing-signature-method: HMAC-SHA1，或不发送该请求头。',
  },
  1302: {
    name: 'SignatureVersionUnknown',
    status: 401,
    en: 'The version of the signature is 1.0 here',
    zh: '签名版本不正确，仅支持 1.0',
    note: 'Send x-authing-signature-version: 1.0, or leave it out.',
    noteZh: '请发送 x-authing-signature-version: 1.0，或不发送该请求头。',
  },
  1303: {
    name: 'SignatureDateUnreadable',
    status: 401,
    en: 'The date of the signed request cannot be read',
    zh: '签名时间格式不正确',
    note: 'Send date as HTTP writes one, or x-authing-date in milliseconds since 1970.',
    noteZh: '请以 HTTP 日期格式发送 date，或以毫秒时间戳发送 x-authing-date。',
  },
  1304: {
    name: 'SignatureDateMissing',
    status: 401,
    en: 'The signed request has no date',
    zh: '签名请求缺少时间',
    note: 'Send date or x-authing-date, and sign it.',
    noteZh: '请发送 date 或 x-authing-date，并将其纳入签名。',
  },
  1305: {
    name: 'SignatureClockSkewed',
    status: 401,
    en: 'The date of the signed request is too far from the time of this server',
    zh: '签名时间与服务器时间相差过大',
    note: 'Set the clock of the calling machine; fifteen minutes are tolerated.',
    noteZh: '请校准调用方机器的时钟，允许的误差为 15 分钟。',
  },
  1306: {
    name: 'SignatureReplayed',
    status: 401,
    en: 'This signed request has been sent before',
    zh: '该签名请求已被使用过',
    note: 'Sign every request anew, with a nonce of its own.',
    noteZh: '请为每个请求重新签名，并使用不同的随机数（nonce）。',
  },
} as const satisfies OutcomeRows
