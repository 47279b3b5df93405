// The frame of the user centre and its first paint; the rest comes from login/src/account.
import type { Centre } from '@menshen/contract/pages/centre'
import type { Assets } from '../view/assets.ts'
import { renderDocument } from '../view/document.ts'
import { embedJson } from '../view/embed-json.ts'
import { html } from '../view/html.ts'
import { wordmark } from '../view/logo.ts'

const words = {
  'en-US': {
    title: 'Your account',
    loading: 'Loading',
    overdue: 'This takes longer than usual. Check your connection and load the page again.',
    noScript: 'This page needs JavaScript. Please switch it on for this site and load the page again.',
  },
  'zh-CN': {
    title: '个人中心',
    loading: '正在加载',
    overdue: '加载时间较长，请检查网络后重新加载页面。',
    noScript: '此页面需要使用 JavaScript。请为本站启用 JavaScript 后重新加载页面。',
  },
}

export function renderCentre(assets: Assets, centre: Centre): string {
  const say = words[centre.language]
  return renderDocument({
    title: `${say.title} · ${centre.application.name}`,
    language: centre.language,
    assets,
    bodyClass: 'centre',
    icon: centre.application.logo,
    body: html`<div id="app"><header class="centre-bar"><span class="bar-home">${wordmark}</span></header>
<main class="centre-main" aria-busy="true" aria-label="${say.loading}"><noscript><p class="alert">${say.noScript}</p></noscript>
<h1>${say.title}</h1><div class="skeleton" aria-hidden="true"><i class="bone"></i><i class="bone"></i></div><p class="skeleton overdue">${say.overdue}</p></main></div>
${embedJson('centre', centre)}`,
  })
}
