import type { EventRows } from './shape.ts'

/** What is told for the log. */
export const log = {
  // A holder of a management token did something, or was refused it (`outcome`). `operation` is the name of the verb, `events` what it
  // told, or what it would have told; `targets` the ids in those, `kinds` what each is the id of, `userId` the one person among them.
  'management.performed': {
    payload: {
      operation: 'text',
      events: 'texts',
      targets: 'texts',
      kinds: 'texts',
      userId: 'user?',
      outcome: 'number',
    },
    zh: '管理操作',
    en: 'Administrator’s operation',
    webhook: null,
  },
  // What a pool's own programs have to say, through the event operations of the protocol: the one payload that is not ours.
  'custom.published': {
    payload: { type: 'text', source: 'text?', data: 'text' },
    zh: '自定义事件',
    en: 'Event of your own',
    webhook: null,
  },
} as const satisfies EventRows
