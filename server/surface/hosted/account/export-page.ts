// Somebody's data as a page that they can read. It is kept as a file and opened without us, so it brings its own style, and
// nothing in it comes from elsewhere or runs.

import type { Language } from '@menshen/contract/errors'
import { type Code, say } from '@menshen/contract/errors'
import type { encodeAccountExport } from '../../view/account-export.ts'
import { type Html, html, toText, trusted } from '../view/html.ts'
import { type ExportText, en } from './export-text/en.ts'
import { zh } from './export-text/zh.ts'

/** What only programs have a use for; it is in the JSON. */
const technical = new Set(
  'arn userPoolId userId unionid openid oauth directManagement secondaryUserIds passwordSecurityLevel lastIP isDeleted customData identities identityId connectionId extIdpId accessToken refreshToken sessionId deviceId'.split(
    ' ',
  ),
)

const style = `:root{color-scheme:light dark;font:16px/1.55 system-ui,sans-serif}body{max-width:60rem;margin:2rem auto;padding:0 1.25rem}
h2{margin:2.5rem 0 .5rem;font-size:1.25rem}dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.25rem 1rem;margin:0}
dt,th{color:GrayText;font-weight:600;text-align:left}dd{margin:0;overflow-wrap:anywhere}.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.9375rem}th,td{padding:.375rem 1rem .375rem 0;border-bottom:1px solid color-mix(in srgb,currentcolor 20%,transparent);vertical-align:top}`

type Row = Record<string, unknown>
type Exported = ReturnType<typeof encodeAccountExport>

type ExportPage = {
  account: Exported
  pool: string
  language: Language
  /** The names of applications, by id. */
  names: ReadonlyMap<string, string>
}

export function renderExport({ account, pool, language, names }: ExportPage): string {
  const text = language === 'zh-CN' ? zh : en
  const { exportedAt, customData, profile, ...rest } = account
  const own = Object.fromEntries(customData.map(({ key, label, value }) => [label || key, value]))
  const parts = { profile, customData: own, identities: profile.identities, ...rest }
  const show = (key: string, value: unknown) => shown({ text, language, names }, key, value)
  const sections = Object.entries(parts).map(([name, value]) => {
    const body = sectionOf(value, text, show)
    return body && html`<section><h2>${text.sections[name] ?? name}</h2>${body}</section>`
  })
  return toText(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text.title} · ${pool}</title>
<style>${trusted(style)}</style>
</head>
<body>
<h1>${text.title}</h1>
<p>${text.lead(pool, moment(exportedAt ?? ''))}</p>
${sections}
</body>
</html>
`)
}

type Show = (key: string, value: unknown) => string

/** Null where there is nothing to tell. */
function sectionOf(value: unknown, text: ExportText, show: Show): Html | null {
  const label = (key: string) => text.fields[key] ?? key
  if (Array.isArray(value)) {
    if (value.length === 0) return null
    return typeof value[0] === 'object' ? tableOf(value as Row[], label, show) : html`<p>${value.join(', ')}</p>`
  }
  const facts = Object.entries((value ?? {}) as Row).filter(([key, fact]) => tells(key, fact))
  if (facts.length === 0) return null
  return html`<dl>${facts.map(([key, fact]) => html`<dt>${label(key)}</dt><dd>${show(key, fact)}</dd>`)}</dl>`
}

function tableOf(rows: Row[], label: (key: string) => string, show: Show): Html {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const columns = keys.filter((key) => rows.some((row) => tells(key, row[key])))
  return html`<div class="scroll"><table><thead><tr>${columns.map((key) => html`<th scope="col">${label(key)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${columns.map((key) => html`<td>${show(key, row[key])}</td>`)}</tr>`)}</tbody></table></div>`
}

function tells(key: string, value: unknown): boolean {
  if (technical.has(key) || value === null || value === undefined || value === '') return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}

function moment(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ')
}

type Telling = Pick<ExportPage, 'language' | 'names'> & { text: ExportText }

function shown({ text, language, names }: Telling, key: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? text.yes : text.no
  if (key === 'outcome') return value === 200 ? text.succeeded : say(value as Code, language)
  if (key === 'applicationId') return names.get(String(value)) ?? String(value)
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? moment(value) : value
  if (Array.isArray(value)) return value.map((one) => shown({ text, language, names }, key, one)).join(', ')
  if (typeof value !== 'object') return String(value)
  const facts = Object.entries(value).filter(([name, fact]) => tells(name, fact))
  return facts
    .map(([name, fact]) => `${text.fields[name] ?? name}: ${shown({ text, language, names }, name, fact)}`)
    .join('; ')
}
