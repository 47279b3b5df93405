import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import {
  type Code,
  type Language,
  outcomeOf,
  outcomes,
  retired,
  say,
  topics,
  type Values,
} from '@menshen/contract/errors'
import { render } from '../../scripts/docs/errors.ts'

// The page "Error Code" of Authing's V2 documentation, as of 2025-02-18.
const foundingPage = numbers(`
  1000 1001 2000 2001 2002 2003 2004 2005 2006 2007 2008 2009 2010 2011 2012 2013 2014 2015 2016 2017
  2018 2019 2020 2021 2022 2023 2024 2025 2026 2027 2028 2029 2030 2031 2032 2034 2035 2036 2037 2038
  2039 2040 2100 2101 2200 2201 2202 2203 2204 2205 2206 2207 2209 2210 2211 2212 2213 2214 2215 2216
  2217 2218 2219 2220 2221 2222 2223 2224 2225 2226 2227 2229 2230 2231 2300 2401 3012 3013 3014 3617
  3619 3620 3621 3622 3623 3624 3829 4212 5000 5001 5022 5023 5024 5025 7348 8128
`)

const chineseEdition = [2228, 3618]

// Every number there ever was, which `npm run docs` adds to: one that goes out of use moves from the catalogue to `retired`.
const published: number[] = JSON.parse(
  await readFile(join(import.meta.dirname, '../../docs/reference/codes.json'), 'utf8'),
)

const families = new Set([400, 401, 402, 403, 404, 409, 413, 415, 421, 422, 429, 499, 500, 501, 503])

const codes = Object.keys(outcomes).map(Number) as Code[]
const languages: Language[] = ['en-US', 'zh-CN']
const wordings = codes.flatMap((code) => [
  { code, variant: undefined, ...outcomeOf(code) },
  ...Object.entries(outcomeOf(code).variants ?? {}).map(([variant, own]) => ({
    code,
    variant,
    ...outcomeOf(code),
    ...own,
  })),
])

suite('the numbers', () => {
  test('of the founding page are there, all of them and no others marked so', () => {
    assert.equal(foundingPage.length, 96)
    assert.deepEqual(
      codes.filter((code) => outcomeOf(code).onFoundingPage),
      foundingPage,
    )
  })

  test('of the Chinese edition alone are marked so', () => {
    assert.deepEqual(
      codes.filter((code) => outcomeOf(code).edition === 'zh'),
      chineseEdition,
    )
  })

  test('once published are in use or retired, never neither and never both', () => {
    const known = [...codes, ...retired]
    assert.deepEqual(repeated(known), [])
    assert.deepEqual(
      published.filter((number) => !known.includes(number)),
      [],
    )
  })

  test('stand in exactly one topic each', () => {
    const listed = topics.flatMap((topic) => Object.keys(topic.rows).map(Number))
    assert.deepEqual(listed.sort(ascending), codes)
  })
})

suite('each row', () => {
  test('has a name of its own in PascalCase', () => {
    const names = codes.map((code) => outcomeOf(code).name)
    assert.deepEqual(repeated(names), [])
    assert.deepEqual(
      names.filter((name) => !/^([A-Z][a-z]+)+$/.test(name)),
      [],
    )
  })

  test('has a status of a known family', () => {
    assert.deepEqual(
      wordings.filter(({ status }) => !families.has(status)),
      [],
    )
  })

  test('speaks English in English and Chinese in Chinese, with one sentence of advice in each', () => {
    for (const { code, variant, en, zh, note, noteZh } of wordings) {
      const where = `${code} ${variant ?? ''}`
      for (const text of [en, note]) assert.match(text, /^[\x20-\x7e]*[A-Za-z]{2}[\x20-\x7e]*$/, where)
      for (const text of [zh, noteZh]) assert.match(text, /\p{Script=Han}{2}/u, where)
      assert.match(note, /^[A-Z].*\.$/, where)
      assert.match(noteZh, /。$/, where)
    }
  })

  test('has the same placeholders in both languages', () => {
    assert.ok(wordings.some(({ en }) => holes(en).length > 0))
    for (const { code, en, zh } of wordings) assert.deepEqual(holes(zh), holes(en), String(code))
  })

  test('has no brace that is not part of a placeholder', () => {
    for (const { code, en, zh } of wordings)
      for (const text of [en, zh]) assert.doesNotMatch(text.replaceAll(/\{\w+\}/g, ''), /[{}]/, String(code))
  })
})

test('the Chinese texts that the official service was seen to answer are kept word for word', () => {
  const seen: [Code, string, string?][] = [
    [2001, '验证码不正确！'],
    [2004, '用户不存在'],
    [2016, '密码解密出错'],
    [2020, '尚未登录，无访问权限'],
    [2026, '用户已存在，请直接登录！'],
    [2026, '用户已存在，请勿重复创建！', 'create'],
    [2035, '该手机号已被绑定'],
    [2039, '域名已被占用'],
    [2206, '登录信息已过期'],
    [2228, '修改手机号必须验证原来的手机号。'],
    [2230, '新手机号和旧手机号一样'],
    [2300, '验证码已过期'],
  ]
  for (const [code, text, variant] of seen) assert.equal(say(code, 'zh-CN', { variant }), text)
})

suite('say', () => {
  test('fills every placeholder of every text', () => {
    for (const { code, variant, en } of wordings) {
      const values: Values = Object.fromEntries(holes(en).map((hole) => [hole, `<${hole}>`]))
      for (const language of languages) {
        const sentence = say(code, language, { values, variant })
        assert.doesNotMatch(sentence, /[{}…]/, String(code))
        for (const value of Object.values(values)) assert.ok(sentence.includes(String(value)), sentence)
      }
    }
  })

  test('leaves no placeholder in any text, even with no values', () => {
    for (const { code, variant } of wordings)
      for (const language of languages) assert.doesNotMatch(say(code, language, { variant }), /[{}]/)
  })
})

suite('the reference pages', () => {
  test('are what the catalogue generates', async () => {
    const pages = await render()
    assert.deepEqual([...pages.keys()], ['docs/reference/errors.md', 'docs/reference/errors.zh-CN.md'])
    for (const [path, text] of pages)
      assert.equal(
        await readFile(join(import.meta.dirname, '../..', path), 'utf8'),
        text,
        `${path}: run "npm run docs"`,
      )
  })

  test('show every text and its advice in their language', async () => {
    const [english = '', chinese = ''] = (await render()).values()
    for (const { code, en, zh, note, noteZh } of wordings) {
      assert.ok(hasRow(english, code, en, note), en)
      assert.ok(hasRow(chinese, code, zh, noteZh), zh)
    }
  })
})

function numbers(text: string): number[] {
  return text.trim().split(/\s+/).map(Number)
}

function ascending(a: number, b: number): number {
  return a - b
}

function repeated<T>(list: T[]): T[] {
  return list.filter((item, index) => list.indexOf(item) !== index)
}

function holes(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, hole = '']) => hole).sort()
}

function hasRow(page: string, code: Code, text: string, note: string): boolean {
  const rows = page.split('\n').filter((line) => line.startsWith(`| ${code} | `))
  return rows.some((line) => line.includes(` | ${text} | `) && line.endsWith(` | ${note} |`))
}
