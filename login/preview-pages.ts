// Sample data for the preview: every page, with contents that are long or odd enough to show where a layout gives way.
import type { Language } from '@menshen/contract/errors'
import type { SignInView } from '@menshen/contract/pages/sign-in'
import type { Assets } from '../server/surface/hosted/view/assets.ts'
import { renderDocs } from '../server/surface/hosted/view/docs.ts'
import { type Cause, renderFailure } from '../server/surface/hosted/view/failure.ts'
import { renderHome } from '../server/surface/hosted/view/home.ts'
import { renderSignedOut } from '../server/surface/hosted/view/message.ts'
import { renderShell } from '../server/surface/hosted/view/shell.ts'
import { renderSignOut } from '../server/surface/hosted/view/sign-out.ts'

export type Sample = { language: Language; entry: Assets; page: Assets; query: URLSearchParams }

const application = {
  name: 'Acme Notes',
  logo: null,
  description: 'Shared notebooks for teams',
  home: 'https://notes.acme.example',
}

function view(screen: SignInView['screen'], { language, query }: Sample): SignInView {
  const account = { name: 'Lin Mei 林梅', detail: 'lin.mei@example.com', photo: null }
  const scopes = [
    { name: 'openid', description: '' },
    { name: 'profile', description: '' },
    { name: 'email', description: '' },
    { name: 'notes:read', description: 'Read the notebooks that you share with Acme Notes.' },
  ]
  return {
    uid: 'sample',
    ...(screen === 'reset-link' && { actions: '/reset-password' }),
    language,
    screen,
    csrf: 'not-a-secret',
    application,
    pool: { name: 'Acme' },
    signIn: {
      identifiers: ['username', 'email', 'phone'],
      codes: ['email', 'phone'],
      link: query.get('links') !== null,
      qr: query.get('qr') !== null,
      passkey: query.get('passkeys') !== null,
      subAccount: query.get('subs') !== null,
    },
    signUp: { enabled: query.get('closed') === null, methods: ['email', 'username'], codes: ['email'] },
    reset: { codes: ['email', 'phone'] },
    secondFactor: { trustable: query.get('trust') !== null },
    code: { length: 6, resendSeconds: 60 },
    password: { strength: Number(query.get('strength') ?? 2) as 0 | 1 | 2 | 3, minLength: 6 },
    loginHint: query.get('hint'),
    consent:
      screen === 'consent'
        ? {
            account,
            scopes,
            applicationHome: 'https://notes.acme.example',
            redirectHost: 'notes.acme.example',
            otherAccount: '/interaction/sample',
            terms: [
              { text: 'Terms of use', href: 'https://notes.acme.example/terms' },
              { text: 'Privacy policy', href: 'https://notes.acme.example/privacy' },
            ],
          }
        : null,
    notice: query.get('notice'),
  }
}

function shell(screen: SignInView['screen'], sample: Sample): string {
  const title = `Menshen · ${application.name}`
  return renderShell({ title, language: sample.language, assets: sample.entry, view: view(screen, sample) })
}

const article = `<h1>First steps 第一步</h1><p>Install, start, and point an SDK at the server. The server needs <code>PORT</code> and nothing else.</p>
<h2>Start the server 启动服务</h2><p>一条命令即可启动；首次启动会创建用户池、应用与管理员账号，并把密钥写入 <code>bootstrap.json</code>。</p>
<pre tabindex="0"><code>npm ci
npm start # http://127.0.0.1:3000, and a rather long line to see whether the block scrolls instead of the page</code></pre>
<h3>Settings 配置</h3><table><thead><tr><th>Name</th><th>Default</th><th>What it does</th></tr></thead><tbody>
<tr><td><code>PORT</code></td><td>3000</td><td>Where the server listens.</td></tr>
<tr><td><code>DATABASE_URL</code></td><td>unset</td><td>A PostgreSQL of your own; unset, the server starts one in the data directory.</td></tr></tbody></table>
<blockquote><p>Secrets are never written to the log.</p></blockquote><ul><li>One</li><li>Two, with a <a href="/">link</a></li></ul>`

const navigation = [
  {
    title: 'Start',
    links: [
      { title: 'First steps', address: '/docs', current: true },
      { title: 'Settings', address: '/docs', current: false },
    ],
  },
  {
    title: 'Reference',
    links: [
      { title: 'Error codes', address: '/docs', current: false },
      { title: 'Coverage', address: '/docs', current: false },
    ],
  },
]

const logoutForm =
  '<form id="op.logoutForm" method="post" action="/signed-out"><input type="hidden" name="xsrf" value="x"></form>'

/** Path to page; `/` lists nothing but is the home page, as on the real server. */
export const pages: Record<string, (sample: Sample) => string> = {
  '/': ({ language, page }) =>
    renderHome({
      language,
      assets: page,
      version: '0.1.0',
      facts: { host: 'http://localhost:3000', database: 'PostgreSQL 18.4 (embedded)' },
      sdk: {
        userPoolId: '6744c1d09f1b2a77c3e1f0aa',
        appId: '6744c1d09f1b2a77c3e1f0ab',
        appHost: 'http://localhost:3000',
        host: 'http://localhost:3000',
      },
      application: { name: application.name, signInAddress: '/interaction/sample', accountAddress: '/' },
      links: {
        owner: '/u/admin',
        docs: '/docs',
        health: '/healthz',
        discovery: '/oidc/.well-known/openid-configuration',
        errors: '/docs',
      },
    }),
  '/interaction/sample': (sample) => shell('sign-in', sample),
  '/reset-password': (sample) => shell('reset-link', sample),
  '/consent': (sample) => shell('consent', sample),
  '/failure': ({ language, page, query }) =>
    renderFailure({
      language,
      assets: page,
      cause: (query.get('cause') ?? 'redirect-address') as Cause,
      way: { to: 'application', name: application.name, address: application.home },
      application: application.name,
      sent: 'http://localhost:4000/callback/with/a/rather/long/path?and=a&query=that&goes=on&and=on',
      code: 'invalid_redirect_uri',
      requestId: 'req-01JD7X0B9N4S',
      version: '0.1.0',
    }),
  '/signed-out': ({ language, page }) =>
    renderSignedOut({ language, assets: page, application: { name: 'Acme Notes', home: '/' } }),
  '/sign-out': ({ language, page }) =>
    renderSignOut({ language, assets: page, form: logoutForm, applicationName: 'Acme Notes' }),
  '/docs': ({ language, page }) =>
    renderDocs({
      language,
      assets: page,
      title: 'First steps',
      navigation,
      body: article,
      sections: ['Start', 'Settings', 'Upgrade'].map((title) => ({ title, anchor: title.toLowerCase() })),
      bodyLanguage: language,
      otherLanguageAddress: language === 'zh-CN' ? '/docs?language=en-US' : '/docs?language=zh-CN',
    }),
}
