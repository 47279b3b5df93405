// What would have been sent, when nothing is configured that could: the owner of a new server reads codes here.
import { type Frame, renderFrame } from './frame.ts'
import { type Html, html, safeAddress } from './html.ts'

type Letter = {
  id: string
  recipient: string
  subject: string
  createdAt: Date
  text: string
  html: string | null
  spent: 'replaced' | 'expired' | null
}

export type Outbox = Frame & {
  messages: Letter[]
  /** Where the HTML of a letter is, before its id. */
  address: string
  version?: string
}

const words = {
  'en-US': {
    title: 'Outbox',
    lead: 'No mail server and no text message service is configured for what stands here, so it waits for you to read it. It is gone after a day.',
    empty: 'Nothing has been sent yet. What is sent appears here by itself.',
    replaced: 'Replaced by a newer one',
    expired: 'Expired',
    html: 'Show as HTML',
    text: 'Text message',
    to: 'To',
    at: 'At',
  },
  'zh-CN': {
    title: '发件箱',
    lead: '尚未配置邮件服务器或短信服务，以下内容未被发出，仅供你查看，一天后自动删除。',
    empty: '还没有任何消息。新消息会自动显示在这里。',
    replaced: '已被更新的取代',
    expired: '已过期',
    html: '查看 HTML 版本',
    text: '短信',
    to: '收件人',
    at: '时间',
  },
}

const code = /(?<!\d)(\d{4,8})(?!\d)/

/** A link stands on a line of its own, and is there to be followed; a code is what people come here for. */
function marked(line: string): Html | string | (Html | string)[] {
  const address = line.trim()
  if (isLink(address)) return html`<a href="${safeAddress(address)}">${address}</a>`
  return line.split(code).map((part, at) => (at % 2 ? html`<strong>${part}</strong>` : part))
}

const isLink = (line: string) => /^https?:\/\/\S+$/.test(line.trim())

/** What has no code cannot have lost one. */
function stateOf({ text, spent }: Letter): Letter['spent'] {
  return text.split('\n').some((line) => !isLink(line) && code.test(line)) ? spent : null
}

function letter(message: Letter, { language, address }: Outbox): Html {
  const say = words[language]
  const { id, recipient, subject, createdAt, text } = message
  const state = stateOf(message)
  const moment = createdAt.toISOString()
  return html`<article class="letter${state && ' letter-spent'}" id="letter-${id}">
<h2>${subject || say.text}</h2>${state && html`<p class="letter-state">${say[state]}</p>`}
<dl class="facts facts-small"><div><dt>${say.to}</dt><dd>${recipient}</dd></div>
<div><dt>${say.at}</dt><dd><time datetime="${moment}">${moment.slice(0, 19).replace('T', ' ')} UTC</time></dd></div></dl>
${text.split('\n').map((line) => line.trim() !== '' && html`<p>${marked(line)}</p>`)}
${message.html && html`<details><summary>${say.html}</summary><iframe src="${`${address}/${id}`}" title="${subject || say.text}" sandbox loading="lazy"></iframe></details>`}
</article>`
}

export function renderOutbox(page: Outbox): string {
  const say = words[page.language]
  const { messages } = page
  return renderFrame({
    ...page,
    title: say.title,
    kind: 'message',
    // What comes later is put at the head of the list, and read out.
    body: html`<h1>${say.title}</h1><p class="lead">${say.lead}</p><div data-letters role="log">${messages.length > 0 ? messages.map((one) => letter(one, page)) : html`<p>${say.empty}</p>`}</div>`,
  })
}
