import { access } from './access.ts'
import { account } from './account.ts'
import { application } from './application.ts'
import { connection } from './connection.ts'
import { fields } from './fields.ts'
import { log } from './log.ts'
import { people } from './people.ts'
import { pool } from './pool.ts'
import type { EventRows } from './shape.ts'
import { signIn } from './sign-in.ts'
import { structure } from './structure.ts'

export interface Area {
  en: string
  zh: string
  rows: EventRows
}

/** The catalogue in the order in which the reference page shows it. */
export const areas: readonly Area[] = [
  { en: 'Getting in and out', zh: '登录与会话', rows: signIn },
  { en: 'One’s own account', zh: '个人账号', rows: account },
  { en: 'People', zh: '用户管理', rows: people },
  { en: 'Groups, organisations and tenants', zh: '分组、组织机构与租户', rows: structure },
  { en: 'Who may do what', zh: '权限', rows: access },
  { en: 'Applications', zh: '应用', rows: application },
  { en: 'Identity sources', zh: '身份源', rows: connection },
  { en: 'Custom fields', zh: '自定义字段', rows: fields },
  { en: 'User pools', zh: '用户池', rows: pool },
  { en: 'For the log', zh: '日志', rows: log },
]

export const events = {
  ...signIn,
  ...account,
  ...people,
  ...structure,
  ...access,
  ...application,
  ...connection,
  ...fields,
  ...pool,
  ...log,
} as const satisfies EventRows
