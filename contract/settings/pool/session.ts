import type { SettingRows } from '../row.ts'

const year = 31_536_000

/** How long things last and are remembered. */
export const session = {
  tokenExpiresAfter: {
    kind: 'whole',
    min: 60,
    max: 5 * year,
    unit: 'seconds',
    // 14 days, as observed of the official service.
    default: 1_209_600,
    title: { en: 'User tokens', zh: 'token 有效期' },
    help: { en: 'Lifetime of user tokens. Refreshing begins it again.', zh: '用户 token 的有效期，刷新后重新计算。' },
  },
  sessionIdleTimeout: {
    kind: 'whole',
    // Less would be shorter than the grain in which use is noted.
    min: 300,
    max: year,
    zero: true,
    unit: 'seconds',
    default: 0,
    title: { en: 'Idle sessions', zh: '会话空闲超时' },
    help: {
      en: 'A session that nobody uses for so long ends, unless its application says otherwise; 0: none does. Counts for sessions that open from then on.',
      zh: '会话连续这么久未使用即结束（应用可单独设置）；0 表示不限制。对此后建立的会话生效。',
    },
  },
  sessionAbsoluteTimeout: {
    kind: 'whole',
    min: 60,
    max: 5 * year,
    zero: true,
    unit: 'seconds',
    default: 0,
    title: { en: 'Longest session', zh: '会话最长时间' },
    help: {
      en: 'A session ends so long after the person signed in, however often it is refreshed; 0: refreshing always helps. Counts for sessions that open from then on.',
      zh: '自登录起经过这么久会话必然结束，无论刷新多少次；0 表示不限制。对此后建立的会话生效。',
    },
  },
  loginHistoryDays: {
    kind: 'whole',
    min: 1,
    max: 3_650,
    unit: 'days',
    default: 180,
    title: { en: 'History of signing in', zh: '登录历史保留期' },
    help: { en: 'For how long sign-ins and failed tries are remembered.', zh: '登录与失败尝试记录的保留时间。' },
  },
  auditLogDays: {
    kind: 'whole',
    min: 1,
    max: 3_650,
    unit: 'days',
    default: 180,
    title: { en: 'Audit log', zh: '审计日志保留期' },
    help: {
      en: 'For how long the logs of what people and administrators do are kept. Counts for records made from then on.',
      zh: '用户与管理员操作日志的保留时间。对此后产生的记录生效。',
    },
  },
} as const satisfies SettingRows
