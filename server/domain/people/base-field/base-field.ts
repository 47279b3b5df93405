import type { Labels } from '../custom-field/custom-field.ts'
import type { ProfileField } from '../user/profile-types.ts'

/** A field that people have and clients write. `oauth` is what another provider said. */
export type BaseFieldKey = 'username' | 'email' | 'phone' | 'externalId' | Exclude<ProfileField, 'oauth'>

/** What the fields are called in Chinese and in English, in the order in which they are told. */
export const baseFields: Readonly<Record<BaseFieldKey, readonly [zh: string, en: string]>> = {
  username: ['用户名', 'Username'],
  email: ['邮箱', 'E-mail address'],
  phone: ['手机号', 'Phone number'],
  externalId: ['外部编号', 'External id'],
  name: ['姓名', 'Full name'],
  nickname: ['昵称', 'Nickname'],
  photo: ['头像', 'Picture'],
  givenName: ['名', 'Given names'],
  familyName: ['姓', 'Family names'],
  middleName: ['中间名', 'Middle names'],
  preferredUsername: ['首选用户名', 'Preferred username'],
  gender: ['性别', 'Gender'],
  birthdate: ['出生日期', 'Date of birth'],
  company: ['公司', 'Company'],
  profile: ['个人主页', 'Page about the person'],
  website: ['网站', 'Website'],
  zoneinfo: ['时区', 'Time zone'],
  locale: ['语言', 'Language'],
  country: ['国家或地区', 'Country'],
  province: ['省份', 'Province'],
  city: ['城市', 'City'],
  address: ['地址', 'Address'],
  formatted: ['完整地址', 'Whole address'],
  streetAddress: ['街道地址', 'Street and number'],
  locality: ['城镇', 'Locality'],
  region: ['地区', 'Region'],
  postalCode: ['邮政编码', 'Postal code'],
  device: ['设备', 'Device'],
  browser: ['浏览器', 'Browser'],
}

export const baseFieldKeys = Object.keys(baseFields) as BaseFieldKey[]

/** People prove these when they change them, or cannot change them at all: it is not for a pool to say. */
const fixed: ReadonlySet<string> = new Set(['email', 'phone', 'externalId'] satisfies BaseFieldKey[])

export const isFixed = (key: BaseFieldKey): boolean => fixed.has(key)

/** What a pool has said of one. */
export interface BaseFieldSetting {
  key: BaseFieldKey
  /** Null: as `baseFields` has it. */
  label: string | null
  description: string | null
  labels: Labels | null
  userEditable: boolean
  visibleInConsole: boolean
}

/** Of a field of which the pool has said nothing. */
export const unsaid = (key: BaseFieldKey): BaseFieldSetting => ({
  ...{ key, label: null, description: null, labels: null },
  ...{ userEditable: key !== 'externalId', visibleInConsole: true },
})
