import type { Variant } from './shape.ts'

/** What can be wrong with one field of a request: texts of 400. `{field}` is its name on the wire, with those of what it stands in. */
export const fieldFaults = {
  text: { en: 'Bad request: {field} must be a text', zh: '请求有误：{field} 必须是文本' },
  flag: { en: 'Bad request: {field} must be true or false', zh: '请求有误：{field} 必须是 true 或 false' },
  number: { en: 'Bad request: {field} must be a whole number', zh: '请求有误：{field} 必须是整数' },
  range: {
    en: 'Bad request: {field} must be a whole number from {min} to {max}',
    zh: '请求有误：{field} 必须是 {min} 到 {max} 之间的整数',
  },
  seconds: {
    en: 'Bad request: {field} must be a whole number of seconds from {min} to {max}',
    zh: '请求有误：{field} 必须是 {min} 到 {max} 之间的整数（单位为秒）',
  },
  date: { en: 'Bad request: {field} must be a date', zh: '请求有误：{field} 必须是日期' },
  texts: { en: 'Bad request: {field} must be a list of texts', zh: '请求有误：{field} 必须是文本列表' },
  object: { en: 'Bad request: {field} must be an object', zh: '请求有误：{field} 必须是对象' },
  objects: { en: 'Bad request: {field} must be a list of objects', zh: '请求有误：{field} 必须是对象列表' },
  choice: { en: 'Bad request: {field} must be one of {choices}', zh: '请求有误：{field} 只能是以下之一：{choices}' },
  item: { en: 'Bad request: {field} cannot contain {item}', zh: '请求有误：{field} 不能包含 {item}' },
  empty: { en: 'Bad request: {field} must not be empty', zh: '请求有误：{field} 不能为空' },
  long: { en: 'Bad request: {field} is longer than {max} characters', zh: '请求有误：{field} 超过了 {max} 个字符' },
  unstorable: {
    en: 'Bad request: {field} contains characters that cannot be stored',
    zh: '请求有误：{field} 含有无法存储的字符',
  },
  null: {
    en: 'Bad request: {field} cannot be null: leave it out to keep what is there',
    zh: '请求有误：{field} 不能为 null；不需要修改时请不要传该字段',
  },
  unknown: { en: 'Bad request: there is no field {field}', zh: '请求有误：没有名为 {field} 的字段' },
  occasion: {
    en: 'Bad request: {field} must say what the code is for',
    zh: '请求有误：{field} 必须说明验证码的用途',
  },
  address: {
    en: 'Bad request: {field} must not be an e-mail address or a phone number',
    zh: '请求有误：{field} 不能是邮箱地址或手机号',
  },
  direction: {
    en: 'Bad request: {field} is written from right to left, so it must begin with a letter, end with a letter or digit, and have digits of one kind only',
    zh: '请求有误：{field} 为从右向左书写的文字，须以字母开头、以字母或数字结尾，且只能使用同一种数字',
  },
  label: {
    en: 'Bad request: {field} must be 1 to 63 letters, digits and hyphens, with no hyphen at either end',
    zh: '请求有误：{field} 须为 1 到 63 个字母、数字或连字符，且首尾不能是连字符',
  },
  missing: { en: 'Bad request: {field} is missing', zh: '请求有误：缺少 {field}' },
  misfit: { en: 'Bad request: {field} is missing or of no use', zh: '请求有误：{field} 缺失或无法使用' },
  many: { en: 'Bad request: at most {max} {field} are possible', zh: '请求有误：{field} 最多 {max} 个' },
  short: { en: 'Bad request: {field} is shorter than {min} characters', zh: '请求有误：{field} 少于 {min} 个字符' },
  deep: { en: 'Bad request: {field} is nested more than {max} deep', zh: '请求有误：{field} 嵌套超过 {max} 层' },
  jsonText: { en: 'Bad request: {field} must be JSON', zh: '请求有误：{field} 必须是合法的 JSON' },
  like: { en: 'Bad request: {field} must be like {example}', zh: '请求有误：{field} 的格式应为 {example}' },
  numeric: { en: 'Bad request: {field} must be a number', zh: '请求有误：{field} 必须是数字' },
  structure: { en: 'Bad request: {field} must be an object or a list', zh: '请求有误：{field} 必须是对象或列表' },
  zeroOrSeconds: {
    en: 'Bad request: {field} must be 0 or a whole number of seconds from {min} to {max}',
    zh: '请求有误：{field} 必须是 0，或 {min} 到 {max} 之间的整数（单位为秒）',
  },
  moment: {
    en: 'Bad request: {field} must be a time in milliseconds since 1970',
    zh: '请求有误：{field} 必须是以毫秒为单位的时间戳',
  },
  future: {
    en: 'Bad request: {field} must be a time to come, in milliseconds since 1970',
    zh: '请求有误：{field} 必须是将来的时间（毫秒时间戳）',
  },
  signs: {
    en: 'Bad request: {field} must be {min} to {max} letters, digits and any of {signs}',
    zh: '请求有误：{field} 须为 {min} 到 {max} 个字符，只能使用字母、数字和 {signs}',
  },
  digitsAlone: {
    en: 'Bad request: {field} must not be digits alone',
    zh: '请求有误：{field} 不能全是数字',
  },
  characters: {
    en: 'Bad request: {field} contains characters that it cannot have',
    zh: '请求有误：{field} 含有不允许使用的字符',
  },
  scripts: {
    en: 'Bad request: {field} mixes scripts that do not go together',
    zh: '请求有误：{field} 混用了不应同时出现的文字',
  },
  webAddress: {
    en: 'Bad request: {field} must be an address that begins with https:// or http://',
    zh: '请求有误：{field} 必须是以 https:// 或 http:// 开头的网址',
  },
  returnAddress: {
    en: 'Bad request: {field} must be an absolute http or https address, or one of a private-use scheme such as com.example.app:/callback',
    zh: '请求有误：{field} 必须是完整的 http 或 https 地址，或 com.example.app:/callback 这样的自定义协议地址',
  },
  network: {
    en: 'Bad request: {field} must be an IP address or a network',
    zh: '请求有误：{field} 必须是 IP 地址或网段',
  },
  pictureAddress: {
    en: 'Bad request: {field} must be the address of a picture, or a picture as data:image',
    zh: '请求有误：{field} 必须是图片地址，或 data:image 形式的图片',
  },
  language: {
    en: 'Bad request: {field} must be a language tag such as zh-CN',
    zh: '请求有误：{field} 必须是语言标签，例如 zh-CN',
  },
  zone: {
    en: 'Bad request: {field} must be a time zone such as Asia/Shanghai',
    zh: '请求有误：{field} 必须是时区名称，例如 Asia/Shanghai',
  },
  severalPeople: {
    en: 'Bad request: {field} names more than one person',
    zh: '请求有误：{field} 对应多个用户',
  },
  gender: { en: 'Bad request: {field} must be M, F, U or a word', zh: '请求有误：{field} 必须是 M、F、U 或一个词' },
  realNumber: { en: 'Bad request: {field} is no number of its kind', zh: '请求有误：{field} 不是有效的号码' },
  passwordHash: {
    en: 'Bad request: {field} is a hash of no known form, or too costly to check',
    zh: '请求有误：{field} 不是可识别的密码哈希，或校验代价过高',
  },
  logo: {
    en: 'Bad request: {field} must be an http or https address, or an image as a data: address',
    zh: '请求有误：{field} 必须是 http 或 https 地址，或 data: 形式的图片',
  },
} as const satisfies Readonly<Record<string, Variant>>
