// The page at `/`: what is running here, and how to point something at it.
import { type Frame, renderFrame } from './frame.ts'
import { type Html, html, safeAddress } from './html.ts'

export type Home = Frame & {
  version: string
  /** Where this server is reached, e.g. `http://127.0.0.1:3000`. */
  host: string
  /** In words, e.g. `PostgreSQL 18.4 (embedded)`. */
  database: string
  /** None of these is a secret. null: there is no application yet. */
  sdk: { userPoolId: string; appId: string; appHost: string; host: string } | null
  application: { name: string; signInAddress: string; accountAddress: string } | null
  links: { docs: string; health: string; discovery: string; errors: string }
}

const words = {
  'en-US': {
    title: 'Menshen · Open-source identity platform',
    running: 'Running',
    headline: 'The gate is open.',
    lead: 'This server signs people in. Point an official SDK or any OpenID Connect client at it.',
    host: 'Address',
    database: 'Database',
    version: 'Version',
    sdkTitle: 'Connect an SDK',
    sdkLead: 'Four lines, none of them a secret. The secrets are in bootstrap.json in the data directory.',
    copy: 'Copy',
    copied: 'Copied',
    signIn: 'Open the sign-in page',
    account: 'Your account',
    signInNote: (name: string) => `The pages that people of “${name}” see.`,
    docs: ['Documentation', 'First steps, settings, guides.'],
    errors: ['Error reference', 'Every code, what causes it, what to do.'],
    discovery: ['Discovery document', 'OpenID Connect endpoints and keys.'],
    health: ['Health', 'What a load balancer asks.'],
    linksTitle: 'On this server',
  },
  'zh-CN': {
    title: 'Menshen 门神 · 开源身份平台',
    running: '运行中',
    headline: '门已开。',
    lead: '本服务负责用户登录。用官方 SDK 或任意 OpenID Connect 客户端即可接入。',
    host: '地址',
    database: '数据库',
    version: '版本',
    sdkTitle: '接入 SDK',
    sdkLead: '共四行，均非机密。密钥保存在数据目录的 bootstrap.json 中。',
    copy: '复制',
    copied: '已复制',
    signIn: '打开登录页',
    account: '个人中心',
    signInNote: (name: string) => `应用“${name}”的用户看到的页面。`,
    docs: ['文档', '快速上手、配置与指南。'],
    errors: ['错误码', '每个错误码的原因与处理办法。'],
    discovery: ['发现文档', 'OpenID Connect 端点与密钥。'],
    health: ['健康检查', '供负载均衡探测。'],
    linksTitle: '本服务提供',
  },
}

type Words = (typeof words)['en-US']

function sdkBlock(sdk: NonNullable<Home['sdk']>, say: Words): Html {
  const lines = Object.entries({ userPoolId: sdk.userPoolId, appId: sdk.appId, appHost: sdk.appHost, host: sdk.host })
  return html`<section class="sdk" aria-labelledby="sdk-title">
<div class="sdk-head"><h2 id="sdk-title">${say.sdkTitle}</h2><button type="button" class="button button-small" data-copy="sdk-lines" data-done="${say.copied}" aria-live="polite" hidden>${say.copy}</button></div>
<p>${say.sdkLead}</p>
<pre tabindex="0"><code id="sdk-lines">${lines.map(([name, value]) => html`<span class="code-name">${name}</span>: <span class="code-text">${JSON.stringify(value)}</span>,\n`)}</code></pre>
</section>`
}

function card(address: string, [title, note]: string[]): Html {
  return html`<li><a href="${safeAddress(address)}"><strong>${title}</strong><span>${note}</span></a></li>`
}

export function renderHome(home: Home): string {
  const say = words[home.language]
  const { application, links } = home
  return renderFrame({
    ...home,
    title: say.title,
    kind: 'home',
    indexed: true,
    body: html`<section class="hero">
<p class="state"><span class="state-dot" aria-hidden="true"></span>${say.running}</p>
<h1>${say.headline}</h1><p class="lead">${say.lead}</p>
${application && html`<p class="buttons"><a class="button button-main" href="${safeAddress(application.signInAddress)}">${say.signIn}</a> <a class="button" href="${safeAddress(application.accountAddress)}">${say.account}</a></p><p class="fine">${say.signInNote(application.name)}</p>`}
</section>
${home.sdk && sdkBlock(home.sdk, say)}
<dl class="facts"><div><dt>${say.host}</dt><dd>${home.host}</dd></div><div><dt>${say.database}</dt><dd>${home.database}</dd></div><div><dt>${say.version}</dt><dd>${home.version}</dd></div></dl>
<section aria-labelledby="links-title"><h2 id="links-title">${say.linksTitle}</h2>
<ul class="cards">${card(links.docs, say.docs)}${card(links.errors, say.errors)}${card(links.discovery, say.discovery)}${card(links.health, say.health)}</ul></section>`,
  })
}
