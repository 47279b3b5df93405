import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProfileField } from './profile-types.ts'
import { profileTypes } from './profile-types.ts'

/** What is written and what is kept; null: it is refused. */
const cases: Partial<Record<ProfileField, [string, string | null][]>> = {
  website: [
    ['https://a.example/x?y', 'https://a.example/x?y'],
    ['www.example.com/a', 'https://www.example.com/a'],
    ['javascript:alert(1)', null],
    ['JaVaScRiPt://x.com/%0aalert(1)', null],
    ['data:text/html,x', null],
    ['https://u:p@x.com', null],
    ['https://x.com/"onclick', null],
    ['ftp://x.com', null],
  ],
  photo: [
    ['https://x.com/a.png', 'https://x.com/a.png'],
    ['//files.example.com/a.png', '//files.example.com/a.png'],
    ['data:image/png;base64,AAAA', 'data:image/png;base64,AAAA'],
    ['data:text/html,x', null],
    ['javascript:x', null],
    ['a.png', null],
  ],
  locale: [
    ['zh_cn', 'zh-CN'],
    ['zh-hans-cn', 'zh-Hans-CN'],
    ['EN', 'en'],
    ['klingon', null],
    ['xx', null],
    ['x y', null],
  ],
  zoneinfo: [
    ['asia/shanghai', 'Asia/Shanghai'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['UTC', 'UTC'],
    ['+08:00', null],
    ['nowhere', null],
  ],
  gender: [
    ['F', 'F'],
    ['female', 'F'],
    ['男', 'M'],
    ['agender', 'agender'],
    ['<x>', null],
  ],
  birthdate: [
    ['1990-02-03', '1990-02-03'],
    ['1990-02', '1990-02'],
    ['1990-02-30', null],
  ],
}

for (const [field, values] of Object.entries(cases) as [ProfileField, [string, string | null][]][])
  test(`what a ${field} is`, () => {
    for (const [written, kept] of values) assert.equal(profileTypes[field].read?.(written), kept, written)
  })
