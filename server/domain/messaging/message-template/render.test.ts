import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '@menshen/contract/errors'
import { languages, systemTemplate } from './catalogue/system-template.ts'
import { maxTemplate } from './engine.ts'
import { type MacroName, macroNames, macros, sampleMacros } from './macros.ts'
import { templateTypeOf, templateTypes } from './mail-template.ts'
import { parseMetaData } from './meta-data.ts'
import { renderTemplate } from './render.ts'
import { textOf } from './text-of.ts'

const plain = { subject: '', sender: '', html: '', text: '' }
const html = (template: string, values = {}) => renderTemplate({ ...plain, html: template }, values).html
const text = (template: string, values = {}) => renderTemplate({ ...plain, text: template }, values).text
const subject = (template: string, values = {}) => renderTemplate({ ...plain, subject: template }, values).subject
const refused = (code: number, work: () => unknown) =>
  assert.throws(work, (error) => error instanceof Refusal && error.code === code)

for (const language of languages) {
  for (const type of templateTypes) {
    test(`${type} in ${language} is a whole mail, and no value becomes markup in it`, () => {
      const template = systemTemplate(type, language)
      const good = renderTemplate(template, sampleMacros(language))
      assert.doesNotMatch(JSON.stringify(good), /\{\{|\{%|undefined/)
      assert.ok(good.subject && good.sender && good.text.includes(sampleMacros(language).client_name))
      assert.match(good.html, new RegExp(`<html lang="${language}">`))
      // Nothing is fetched when the mail is opened.
      assert.doesNotMatch(good.html, /<img|<link|<script|url\(|@import|src=/)

      const evil = `"><script>alert('1')</script>&{{ client_name }}`
      const bad = renderTemplate(template, Object.fromEntries(macroNames.map((name) => [name, evil])))
      assert.ok(!bad.html.includes('<script'))
      for (const character of ['<', '>', '"', "'"])
        assert.equal(bad.html.split(character).length, good.html.split(character).length, character)
      assert.ok(bad.html.includes('&#34;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;{{ client_name }}'))
      assert.ok(bad.text.includes(evil))
      assert.ok(bad.subject.includes(evil))
    })
  }

  test(`each mail in ${language} shows its code or link, in both parts`, () => {
    const { verify_code: code, verify_link: link } = sampleMacros(language)
    for (const type of ['RESET_PASSWORD', 'CHANGE_PASSWORD', 'CHANGE_EMAIL', 'VERIFY_CODE', 'MFA_VERIFY'] as const) {
      const mail = renderTemplate(systemTemplate(type, language), sampleMacros(language))
      assert.ok(mail.html.includes(code) && mail.text.includes(code), type)
      assert.ok(!mail.subject.includes(code), 'a lock screen shows the subject')
    }
    for (const type of ['VERIFY_EMAIL', 'INVITATION', 'FIRST_LOGIN'] as const) {
      const mail = renderTemplate(systemTemplate(type, language), sampleMacros(language))
      assert.ok(mail.html.includes(`href="${link}"`) && mail.text.includes(link), type)
    }
  })
}

test('a mail needs only the values that it shows', () => {
  const values = { client_name: 'Shop', user_email: 'lin@example.com', verify_code: '4815' }
  assert.doesNotMatch(renderTemplate(systemTemplate('VERIFY_CODE', 'en-US'), values).text, /minutes/)
  refused(3012, () => renderTemplate(systemTemplate('VERIFY_CODE', 'en-US'), { client_name: 'Shop' }))
})

test('every macro works in both spellings, whichever one the value came under', () => {
  for (const name of macroNames) {
    const { upper } = macros[name]
    assert.equal(text(`{{${name}}}|{{ ${upper} }}`, { [name]: 'v' }), 'v|v')
    assert.equal(text(`{{${name}}}|{{ ${upper} }}`, { [upper]: 'v' }), 'v|v')
  }
  for (const name of ['CLIENT_NAME', 'CLIENT_DESCRIPTION', 'USER_EMAIL', 'VERIFY_LINK', 'VERIFY_CODE'])
    assert.equal(macros[name.toLowerCase() as MacroName].upper, `AUTHING_${name}`)
  assert.equal(text('{{TIME}}', { time: new Date('2026-01-31T08:30:59Z') }), '2026-01-31 08:30 UTC')
  assert.equal(text('{{own_macro}}', { own_macro: 'v' }), 'v')
})

test('an unknown macro and a malformed template are 3012', () => {
  const values = sampleMacros('en-US')
  const templates = [
    '{{#if}}',
    '{{nope()}}',
    '{{nope}}',
    '{{client_name()}}',
    '{{client_name}',
    '{{}}',
    '{{{client_name}}}',
    '{{client_name.constructor}}',
    '{{constructor}}',
    '{{__proto__}}',
    '{{toString}}',
    '{% if client_name %}',
    '{% endif %}',
    '{% nope %}',
    '{{ client_name | nope }}',
    '{{ nope | upcase }}',
  ]
  for (const template of templates)
    for (const part of ['html', 'text', 'subject', 'sender'])
      refused(3012, () => renderTemplate({ ...plain, [part]: template }, values))
})

test('a template reaches no file, no other template and no way past the escaping', () => {
  const values = { client_name: '<b>' }
  for (const tag of [
    'include',
    'render',
    'layout',
    'capture',
    'for i in (1..9)',
    'tablerow i in (1..9)',
    'echo',
    'liquid',
  ])
    refused(3012, () => html(`{% ${tag} 'README.md' %}`, values))
  for (const filter of ['raw', 'escape', 'json', 'strip_html', 'unescape', 'base64_decode: 1', 'date: "%9999999s"'])
    refused(3012, () => html(`{{ client_name | ${filter} }}`, values))
  assert.equal(html('{% assign x = client_name %}{{ x | append: "<i>" | upcase }}', values), '&lt;B&gt;&lt;I&gt;')
  assert.equal(html('{% raw %}{{ nope }}{% endraw %}{{ client_name | default: "x" }}', values), '{{ nope }}&lt;b&gt;')
})

test('bombs end as 3012', () => {
  const doubling = `{% assign a = client_name %}${'{% assign a = a | append: a %}'.repeat(60)}{{ a }}`
  const replacing = `{% assign a = 'aaaaaaaaaa' %}${"{% assign a = a | replace: 'a', a %}".repeat(20)}{{ a }}`
  const repeated = '{{client_name}}'.repeat(4_000)
  const bombs = [
    doubling,
    replacing,
    '{% if client_name %}'.repeat(3_000) + '{% endif %}'.repeat(3_000),
    `{{ ${'('.repeat(60_000)} }}`,
    `{{ client_name${'.size'.repeat(10_000)} }}`,
    `{{ client_name${'| append: client_name'.repeat(2_000)} }}`,
    'x'.repeat(maxTemplate + 1),
    '{{'.repeat(maxTemplate / 2),
    '{%'.repeat(maxTemplate / 2),
  ]
  const values = { client_name: 'x'.repeat(1_000) }
  for (const bomb of [...bombs, repeated]) {
    refused(3012, () => html(bomb, values))
    refused(3012, () => text(bomb, values))
  }
  assert.equal(text(repeated, { client_name: 'x' }).length, 4_000)
})

test('subject and sender are one line, whatever goes into them', () => {
  assert.equal(subject('a\r\nBcc: {{client_name}}', { client_name: 'x\r\nTo: y\0\u2028z' }), 'a Bcc: x To: y z')
  const { sender } = renderTemplate({ ...plain, sender: '{{client_name}}\n' }, { client_name: ' \t' })
  assert.equal(sender, '')
  assert.equal([...subject('{{client_name}}', { client_name: '😀'.repeat(1_000) })].length, 255)
  assert.equal(subject('{{client_name}}', { client_name: 'Tom & <Jerry>' }), 'Tom & <Jerry>')
})

test('a mail written as HTML only gets a text that says the same', () => {
  const template = `<head><title>no</title></head><header><style>p { color: red }</style><h1>Hello&nbsp;{{user_name}}</h1></header>
    <!-- no --><p>Your   code:<br><b>{{verify_code}}</b></p><p></p><ul><li>one<li>two</ul>
    <a class="b" href="{{verify_link}}">Go &amp; see</a> <a href='{{verify_link}}'>{{verify_link}}</a> 1 &lt; 2 &#x4e2d;&#20013; &bogus; &#0;`
  const mail = renderTemplate(
    { ...plain, html: template, text: null },
    { user_name: '<Lin>', verify_code: '48', verify_link: 'https://a.example/?b=1&c=2' },
  )
  assert.equal(
    mail.text,
    'Hello <Lin>\n\nYour code:\n48\n\n- one\n- two\nGo & see (https://a.example/?b=1&c=2) https://a.example/?b=1&c=2 1 < 2 中中 &bogus;',
  )
  assert.equal(textOf('a <b'), 'a')
  assert.equal(textOf('<!-- a'), '')
  assert.equal(textOf(''), '')
})

test('meta data is an object of plain values, else 2017', () => {
  assert.deepEqual(parseMetaData('{"a":"b","n":1,"t":true,"z":null}'), { a: 'b', n: '1', t: 'true', z: '' })
  for (const empty of [null, undefined, '', ' ']) assert.deepEqual(parseMetaData(empty), {})
  for (const broken of [
    '{not json',
    '[',
    '[]',
    '1',
    'null',
    '"a"',
    '{"a":{}}',
    '{"a":[1]}',
    `{"a":"${'x'.repeat(20_000)}"}`,
  ])
    refused(2017, () => parseMetaData(broken))
  assert.equal(text('{{verify_code}}', parseMetaData('{"AUTHING_VERIFY_CODE":"1"}')), '1')
  refused(3012, () => text('{{toString}}', parseMetaData('{"__proto__":"x"}')))
})

test('a mail has one type under all its names, and an unknown name is 2021', () => {
  assert.equal(templateTypeOf('LOGIN_VERIFY_CODE'), 'VERIFY_CODE')
  for (const type of templateTypes) assert.equal(templateTypeOf(type), type)
  for (const name of ['', 'no-such-template', 'toString', '__proto__']) refused(2021, () => templateTypeOf(name))
})
