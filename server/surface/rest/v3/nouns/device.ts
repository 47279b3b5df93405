import Type from 'typebox'
import { moment, noun, word, wordOrNull, yesOrNo } from '../../engine/results.ts'

/** Clients may have told more of a device; it stands beside. */
export const Device = Type.Object(
  {
    id: word(),
    userId: word(),
    deviceUniqueId: wordOrNull('What a client calls the device itself.'),
    name: word(),
    type: word(),
    browser: wordOrNull(),
    os: wordOrNull(),
    userAgent: wordOrNull(),
    lastIp: wordOrNull(),
    lastLoginTime: moment(),
    createdAt: moment(),
  },
  { title: 'Device', description: 'Something that somebody signed in on. What else its client told stands beside.' },
)

export const OwnDevice = noun('OwnDevice', 'A device of whoever asks.', {
  deviceId: word(),
  device: Device,
  lastIp: wordOrNull(),
  lastLoginTime: moment(),
  online: yesOrNo('Somebody is signed in there now.'),
})
