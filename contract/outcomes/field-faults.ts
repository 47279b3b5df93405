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
  logo: {
    en: 'Bad request: {field} must be an http or https address, or an image as a data: address',
    zh: '请求有误：{field} 必须是 http 或 https 地址，或 data: 形式的图片',
  },
} as const satisfies Readonly<Record<string, Variant>>
