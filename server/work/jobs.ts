import { workThrough } from '#domain/account/user-import/work-through.ts'
import { noticeNewDevice } from '#domain/entry/device/notify.ts'
import { sendMessage } from '#domain/messaging/message/send-message.ts'
import type { Job } from '#domain/shape/job.ts'

/** Every kind of work that there is in the queue. */
export const jobs: readonly Job<object>[] = [sendMessage, noticeNewDevice, workThrough]
