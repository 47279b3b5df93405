import type { Language } from '@menshen/contract/errors'
import type { Assets } from './assets.ts'
import { type Html, html, safeAddress, toText } from './html.ts'
import { favicon } from './logo.ts'

type DocumentParts = {
  title: string
  language: Language
  assets: Assets
  bodyClass: string
  body: Html
  /** What stands for the page in a tab, of whoever's page it is; null or left out: our own mark. */
  icon?: string | null
  /** Pages that belong to one person's sign-in are not for search engines. */
  indexed?: boolean
}

/** The outermost shell of every page: head, style sheet, scripts. Nothing inline, as the policy demands. */
export function renderDocument({ title, language, assets, bodyClass, body, icon, indexed }: DocumentParts): string {
  return toText(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${!indexed && html`<meta name="robots" content="noindex">`}
<link rel="icon" href="${safeAddress(icon) ?? favicon}">
${assets.styles.map((href) => html`<link rel="stylesheet" href="${href}">`)}
${assets.preloads.map((href) => html`<link rel="modulepreload" href="${href}">`)}
${assets.scripts.map((src) => html`<script type="module" src="${src}"></script>`)}
</head>
<body class="${bodyClass}">
${body}
</body>
</html>
`)
}
