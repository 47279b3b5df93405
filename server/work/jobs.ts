import { workThrough } from '#domain/account/user-import/work-through.ts'
import { noticeNewDevice } from '#domain/entry/device/notify.ts'
import { sendMessage } from '#domain/messaging/message/send-message.ts'
import type { Job } from '#domain/shape/job.ts'
import { sweepFloors } from './throw-away.ts'

/** Any kind of work, of a pool or of none. */
export type AnyJob = Job<object, string | null>

/** Every kind of work that there is in the queue. */
export const jobs: readonly AnyJob[] = [sendMessage, noticeNewDevice, workThrough, sweepFloors]
