// What would have been sent, when nothing is configured that could: the owner of a new server reads codes here.
import { type Frame, renderFrame } from './frame.ts'
import { type Html, html, safeAddress } from './html.ts'

export type Outbox = Frame & {
  messages: { id: string; recipient: string; subject: string; template: string; createdAt: Date; text: string }[]
  version?: string
}

const words = {
  'en-US': {
    title: 'Outbox',
    lead: 'No mail server and no text message service is configured for what stands here, so it waits for you to read it. It is gone after a day.',
    empty: 'Nothing has been sent yet. Load this page again after you asked for a code.',
    text: 'Text message',
    to: 'To',
    at: 'At',
  },
  'zh-CN': {
    title: '发件箱',
    lead: '尚未配置邮件服务器或短信服务，以下内容未被发出，仅供你查看，一天后自动删除。',
    empty: '还没有任何消息。请求验证码后刷新本页即可看到。',
    text: '短信',
    to: '收件人',
    at: '时间',
  },
}

/** A link stands on a line of its own, and is there to be followed; a code is what people come here for. */
function marked(line: string): Html | string | (Html | string)[] {
  const address = line.trim()
  if (/^https?:\/\/\S+$/.test(address)) return html`<a href="${safeAddress(address)}">${address}</a>`
  return line.split(/(?<!\d)(\d{4,8})(?!\d)/).map((part, at) => (at % 2 ? html`<strong>${part}</strong>` : part))
}

export function renderOutbox({ messages, ...page }: Outbox): string {
  const say = words[page.language]
  const entries: Html[] = messages.map(
    ({ recipient, subject, createdAt, text }) => html`<article class="letter">
<h2>${subject || say.text}</h2>
<dl class="facts facts-small"><div><dt>${say.to}</dt><dd>${recipient}</dd></div>
<div><dt>${say.at}</dt><dd><time datetime="${createdAt.toISOString()}">${createdAt.toISOString().slice(0, 19).replace('T', ' ')} UTC</time></dd></div></dl>
${text.split('\n').map((line) => line.trim() !== '' && html`<p>${marked(line)}</p>`)}
</article>`,
  )
  return renderFrame({
    ...page,
    title: say.title,
    kind: 'message',
    body: html`<h1>${say.title}</h1><p class="lead">${say.lead}</p>${entries.length > 0 ? entries : html`<p>${say.empty}</p>`}`,
  })
}
