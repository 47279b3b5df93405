import type { Language } from '@menshen/contract/errors'
import type { Letter } from './letter.ts'

const font = "-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',Roboto,Helvetica,Arial,sans-serif"

// Programs that know no media queries show the inline colours, which are for light.
const darkStyle = `
    :root { color-scheme: light dark; supported-color-schemes: light dark; }
    @media (prefers-color-scheme: dark) {
      .page { background: #16181d !important; }
      .card { background: #20232a !important; border-color: #343944 !important; }
      .ink { color: #eceef2 !important; }
      .soft { color: #a3abba !important; }
      .link { color: #ff9a8f !important; }
      .code { background: #2b303a !important; color: #ffffff !important; }
    }`

const footer: Record<Language, string> = {
  'zh-CN': '此邮件由系统自动发送，请勿回复。',
  'en-US': 'This mail was sent automatically; please do not reply.',
}

const linkHint: Record<Language, string> = {
  'zh-CN': '如果按钮无法点击，请将以下链接复制到浏览器打开：',
  'en-US': 'If the button does not work, copy this link into your browser:',
}

/** The HTML of a letter: 600 pixels wide, tables for the programs that know nothing else, nothing fetched from anywhere. */
export function letterHtml(letter: Letter, language: Language): string {
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="supported-color-schemes" content="light dark">
    <title>${letter.heading}</title>
    <style>${darkStyle}
    </style>
  </head>
  <body class="page" style="margin:0;padding:0;background:#f3f4f7;">
    <div style="display:none;max-height:0;overflow:hidden;opacity:0;">${letter.preheader}</div>
    <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f4f7;">
      <tr>
        <td align="center" style="padding:32px 12px;">
          <table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;background:#ffffff;border:1px solid #e2e5ea;border-radius:12px;font-family:${font};">
            <tr>
              <td style="padding:32px 40px 36px;">
                <p class="soft" style="margin:0 0 20px;font-size:14px;color:#667085;">{{client_name}}</p>
                <h1 class="ink" style="margin:0 0 16px;font-size:22px;line-height:1.35;color:#14171f;">${letter.heading}</h1>
${body(letter, language)}
              </td>
            </tr>
          </table>
          <p class="soft" style="margin:16px 0 0;font-family:${font};font-size:12px;color:#667085;">${footer[language]}</p>
        </td>
      </tr>
    </table>
  </body>
</html>
`
}

function body({ paragraphs, code, button, facts, notes }: Letter, language: Language): string {
  const parts = [
    ...paragraphs.map((words) => paragraph('ink', '16px', '#14171f', words)),
    ...(code ? [codeBox] : []),
    ...(facts ? [factTable(facts)] : []),
    ...(button ? [buttonFor(button), paragraph('soft', '13px', '#667085', `${linkHint[language]}<br>${link}`)] : []),
    ...notes.map((words) => paragraph('soft', '13px', '#667085', words)),
  ]
  return parts.map((part) => `                ${part}`).join('\n')
}

function paragraph(kind: string, size: string, colour: string, words: string): string {
  return `<p class="${kind}" style="margin:0 0 14px;font-size:${size};line-height:1.6;color:${colour};">${words}</p>`
}

const codeBox =
  '<p class="code" style="margin:8px 0 22px;padding:16px 12px;border-radius:8px;background:#f3f4f7;color:#14171f;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:32px;font-weight:700;letter-spacing:8px;text-align:center;">{{verify_code}}</p>'

const link = '<a class="link" href="{{verify_link}}" style="color:#b3261e;word-break:break-all;">{{verify_link}}</a>'

function buttonFor(label: string): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 22px;"><tr><td style="border-radius:8px;background:#b3261e;"><a href="{{verify_link}}" style="display:inline-block;padding:12px 28px;font-size:16px;font-weight:600;color:#ffffff;text-decoration:none;">${label}</a></td></tr></table>`
}

function factTable(facts: NonNullable<Letter['facts']>): string {
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td class="soft" style="padding:6px 24px 6px 0;font-size:14px;color:#667085;vertical-align:top;">${label}</td><td class="ink" style="padding:6px 0;font-size:14px;color:#14171f;">${value}</td></tr>`,
  )
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 18px;">${rows.join('')}</table>`
}
