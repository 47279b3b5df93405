import type { Row } from './row.ts'
import { applicationRows } from './rows/application.ts'
import { captchaRows } from './rows/captcha.ts'
import { codeRows } from './rows/code.ts'
import { messageRows } from './rows/message.ts'
import { recoveryRows } from './rows/recovery.ts'
import { registrationRows } from './rows/registration.ts'
import { sessionRows } from './rows/session.ts'
import { userRows } from './rows/user.ts'
import { userPoolRows } from './rows/user-pool.ts'

/** Every operation of this door that is built, except signing out, which needs to be told how browsers are. */
export const rows: Row[] = [
  ...registrationRows,
  ...sessionRows,
  ...userRows,
  ...userPoolRows,
  ...applicationRows,
  ...captchaRows,
  ...messageRows,
  ...codeRows,
  ...recoveryRows,
]
