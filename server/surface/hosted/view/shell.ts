// The page on which people sign in, sign up and consent: the first paint comes from here, the rest from login/.
import type { Language } from '@menshen/contract/errors'
import type { SignInView } from '@menshen/contract/pages/sign-in'
import type { Assets } from './assets.ts'
import { renderDocument } from './document.ts'
import { embedJson } from './embed-json.ts'
import { gate } from './gate.ts'
import { html } from './html.ts'

type Shell = { title: string; language: Language; assets: Assets; view: SignInView }

const words = {
  'en-US': {
    'sign-in': 'Sign in',
    'sign-up': 'Create your account',
    consent: 'Permission',
    'second-factor': 'Confirm that it is you',
    'reset-link': 'Set a new password',
    loading: 'Loading',
    overdue: 'This takes longer than usual. Check your connection and load the page again.',
    noScript: 'This page needs JavaScript to sign you in. Please switch it on for this site and load the page again.',
  },
  'zh-CN': {
    'sign-in': '登录',
    'sign-up': '创建账号',
    consent: '授权',
    'second-factor': '二次验证',
    'reset-link': '设置新密码',
    loading: '正在加载',
    overdue: '加载时间较长，请检查网络后重新加载页面。',
    noScript: '登录需要使用 JavaScript。请为本站启用 JavaScript 后重新加载页面。',
  },
}

function skeleton({ language, view }: Shell) {
  const say = words[language]
  return html`<main class="entry" aria-busy="true" aria-label="${say.loading}">
<noscript><p class="alert">${say.noScript}</p></noscript>
<header class="heading skeleton"><h1>${say[view.screen]}</h1></header>
<div class="skeleton" aria-hidden="true"><i class="bone"></i><i class="bone"></i><i class="bone bone-button"></i></div>
<p class="skeleton overdue">${say.overdue}</p>
</main>`
}

export function renderShell(shell: Shell): string {
  const { title, language, assets, view } = shell
  return renderDocument({
    title,
    language,
    assets,
    bodyClass: 'threshold',
    icon: view.application.logo,
    body: html`${gate(view.application)}
<div class="light" id="app">${skeleton(shell)}</div>
${embedJson('view', view)}`,
  })
}
