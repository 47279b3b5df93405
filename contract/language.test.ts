import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Language, pickLanguage } from './errors.ts'

test('pickLanguage', () => {
  const table: [string | undefined, string | undefined, Language][] = [
    [undefined, undefined, 'zh-CN'],
    ['', '', 'zh-CN'],
    ['en-US', undefined, 'en-US'],
    ['en', 'zh-CN', 'en-US'],
    ['en-GB', undefined, 'en-US'],
    ['EN_us', undefined, 'en-US'],
    ['zh-CN', 'en-US', 'zh-CN'],
    ['zh', 'en', 'zh-CN'],
    ['zh-TW', 'en', 'zh-CN'],
    ['zha', undefined, 'en-US'],
    ['ja-JP', 'zh-CN', 'zh-CN'],
    ['fr', 'en-US', 'en-US'],
    ['fr', 'ja', 'en-US'],
    ['fr', '*', 'en-US'],
    ['fr', undefined, 'en-US'],
    [undefined, 'en-US,en;q=0.9', 'en-US'],
    [undefined, 'zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    [undefined, 'en;q=0.5, zh;q=0.8', 'zh-CN'],
    [undefined, 'zh;q=0.5, en;Q=0.8', 'en-US'],
    [undefined, 'fr-FR, zh;q=0.3', 'zh-CN'],
    [undefined, 'fr-FR, *;q=0.5', 'en-US'],
    [undefined, 'ja', 'en-US'],
    [undefined, '*', 'zh-CN'],
    [undefined, 'en;q=0, zh;q=0.1', 'zh-CN'],
    [undefined, 'zh;q=0, en;q=0.1', 'en-US'],
    [undefined, 'en;q=x', 'zh-CN'],
    [undefined, ',;,', 'zh-CN'],
    [' ', 'en', 'en-US'],
  ]
  for (const [chosen, accepted, language] of table)
    assert.equal(pickLanguage(chosen, accepted), language, JSON.stringify([chosen, accepted]))
})
