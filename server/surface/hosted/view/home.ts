// The page at `/`: what is running here, and how to point something at it.
import { type Frame, renderFrame } from './frame.ts'
import { type Html, html, safeAddress } from './html.ts'

export type Home = Frame & {
  version: string
  /**
   * Where this server is reached, e.g. `http://localhost:3000`, and on what it stands, in words. null: strangers are not told,
   * and the version is empty.
   */
  facts: { host: string; database: string } | null
  /** None of these is a secret. null: there is no application yet. */
  sdk: { userPoolId: string; appId: string; appHost: string; host: string } | null
  application: { name: string; signInAddress: string; accountAddress: string } | null
  links: { owner: string | null; docs: string; health: string; discovery: string; errors: string }
}

const words = {
  'en-US': {
    title: 'Menshen · Open-source identity platform',
    running: 'Running',
    headline: 'The gate is open.',
    lead: 'This server signs people in. Point an official SDK or any OpenID Connect client at it.',
    quietLead: 'This server signs people in for other applications. Open the application that you want to use.',
    host: 'Address',
    database: 'Database',
    version: 'Version',
    sdkTitle: 'Connect an SDK',
    sdkLead: 'Nothing here is a secret. The secrets are in bootstrap.json in the data directory.',
    copy: 'Copy',
    copied: 'Copied',
    signIn: 'Open the sign-in page',
    account: 'Your account',
    signInNote: (name: string) => `The pages that people of “${name}” see.`,
    owner: ['Owner’s sign-in', 'For whoever runs this server.'],
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
    quietLead: '本服务为其他应用提供登录。请打开你要使用的应用。',
    host: '地址',
    database: '数据库',
    version: '版本',
    sdkTitle: '接入 SDK',
    sdkLead: '以下内容均非机密。密钥保存在数据目录的 bootstrap.json 中。',
    copy: '复制',
    copied: '已复制',
    signIn: '打开登录页',
    account: '个人中心',
    signInNote: (name: string) => `应用“${name}”的用户看到的页面。`,
    owner: ['所有者登录', '供本服务的运维人员使用。'],
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
<pre tabindex="0"><code id="sdk-lines">const menshen = {\n${lines.map(([name, value]) => html`  <span class="code-name">${name}</span>: <span class="code-text">${JSON.stringify(value)}</span>,\n`)}}\n</code></pre>
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
${home.facts && html`<p class="state"><span class="state-dot" aria-hidden="true"></span>${say.running}</p>`}
<h1>${home.facts ? say.headline : 'Menshen'}</h1><p class="lead">${home.facts ? say.lead : say.quietLead}</p>
${application && html`<p class="buttons"><a class="button button-main" href="${safeAddress(application.signInAddress)}">${say.signIn}</a> <a class="button" href="${safeAddress(application.accountAddress)}">${say.account}</a></p><p class="fine">${say.signInNote(application.name)}</p>`}
</section>
${home.sdk && sdkBlock(home.sdk, say)}
${home.facts && html`<dl class="facts"><div><dt>${say.host}</dt><dd>${home.facts.host}</dd></div><div><dt>${say.database}</dt><dd>${home.facts.database}</dd></div><div><dt>${say.version}</dt><dd>${home.version}</dd></div></dl>`}
<section aria-labelledby="links-title"><h2 id="links-title">${say.linksTitle}</h2>
<ul class="cards">${links.owner && card(links.owner, say.owner)}${card(links.docs, say.docs)}${card(links.errors, say.errors)}${card(links.discovery, say.discovery)}${card(links.health, say.health)}</ul></section>`,
  })
}
