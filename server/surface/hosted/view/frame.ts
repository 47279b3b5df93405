// Header and footer of the pages that are not a step of signing in.
import type { Language } from '@menshen/contract/errors'
import { languageNames, otherLanguage } from '@menshen/contract/pages/language'
import type { Assets } from './assets.ts'
import { renderDocument } from './document.ts'
import { type Html, html, safeAddress } from './html.ts'
import { wordmark } from './logo.ts'

export type Frame = {
  language: Language
  assets: Assets
  /**
   * The same page in the other language. null: this address again, read with the cookie that the script sets; such a
   * switch is only shown where scripts run.
   */
  otherLanguageAddress?: string | null
}

type FramedPage = Frame & {
  title: string
  kind: 'home' | 'message' | 'docs'
  body: Html
  version?: string
  indexed?: boolean
}

const words = {
  'en-US': { skip: 'Skip to content', home: 'Home', docs: 'Documentation', tagline: 'Open-source identity platform' },
  'zh-CN': { skip: '跳到正文', home: '首页', docs: '文档', tagline: '开源身份平台' },
}

function languageControl({ language, otherLanguageAddress }: Frame): Html {
  const other = otherLanguage(language)
  const address = safeAddress(otherLanguageAddress)
  return address
    ? html`<a class="language" href="${address}" lang="${other}" hreflang="${other}" data-language="${other}">${languageNames[other]}</a>`
    : html`<button type="button" class="language" lang="${other}" data-language="${other}" hidden>${languageNames[other]}</button>`
}

export function renderFrame(page: FramedPage): string {
  const say = words[page.language]
  return renderDocument({
    title: page.title.startsWith('Menshen') ? page.title : `${page.title} · Menshen`,
    language: page.language,
    assets: page.assets,
    bodyClass: `framed framed-${page.kind}`,
    indexed: page.indexed ?? false,
    body: html`<a class="skip" href="#content">${say.skip}</a>
<header class="bar"><a class="bar-home" href="/">${wordmark}<span class="unseen">${say.home}</span></a>
<nav class="bar-links"><a href="/docs">${say.docs}</a>${languageControl(page)}</nav></header>
<main id="content" class="content">${page.body}</main>
<footer class="foot"><span>Menshen${page.version && ` ${page.version}`}</span><span>${say.tagline}</span></footer>`,
  })
}
