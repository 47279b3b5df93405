import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameAgent, parseUserAgent } from './user-agent.ts'

const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

const cases: [header: string | null, name: string | null, version: string | null, type: string][] = [
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/131.0.0.0 Safari/537.36`,
    'Chrome · Windows',
    '131.0',
    'Browser',
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0) ${webKit} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.2903.70`,
    'Edge · Windows',
    '131.0',
    'Browser',
  ],
  [
    `Mozilla/5.0 (X11; Linux x86_64) ${webKit} HeadlessChrome/120.0.1 Safari/537.36`,
    'Chrome · Linux',
    '120.0',
    'Browser',
  ],
  [
    'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
    'Firefox · Linux',
    '133.0',
    'Browser',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
    'Safari · macOS',
    '18.1',
    'Browser',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
    'Safari · iOS',
    '18.1',
    'Mobile',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.40(0x18002831) NetType/WIFI',
    'WeChat · iOS',
    '8.0',
    'Mobile',
  ],
  [
    `Mozilla/5.0 (Linux; Android 14; SM-S918B) ${webKit} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`,
    'Samsung Internet · Android',
    '25.0',
    'Mobile',
  ],
  ['Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko', 'Internet Explorer · Windows', '11.0', 'Browser'],
  ['Shop/3 CFNetwork/1494.0.7 Darwin/23.4.0', 'Shop · iOS', '3', 'Mobile'],
  ['okhttp/4.12.0', 'okhttp', '4.12', 'Browser'],
  ['node', 'node', null, 'Browser'],
  ['<script>alert(1)</script>', null, null, 'Browser'],
  ['', null, null, 'Browser'],
  [null, null, null, 'Browser'],
]

test('the common browsers, systems and programs are told apart', () => {
  for (const [header, name, version, type] of cases) {
    const agent = parseUserAgent(header)
    assert.deepEqual([nameAgent(agent), agent.version, agent.type], [name, version, type], header ?? 'no header')
  }
})

test('a header of a megabyte is read as fast as any', () => {
  assert.equal(parseUserAgent(`${'A'.repeat(1_000_000)} Chrome/1`).browser, null)
})
