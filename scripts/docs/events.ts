import { areas, type EventName, type EventRow, type PayloadField, webhookOf } from '@menshen/contract/events'
import type { Render } from '../docs.ts'

const page = 'docs/reference/events.md'

const intro = `# Events

What can happen here. The [audit log](../guides/audit-log.md) is filed from it; *webhook* is the name that is kept for webhooks, which are not built. *Payload* has
ids, with the kind that they are ids of (\`user[]\`: several; \`user?\`: or null), and words of our own; never a secret, an address or a text that somebody typed.
What an event is about are the ids in its payload. *Own*: people find it in their own history, when it was not an administrator who did it. *Carried by*: the outbox, or what is written anyway and says the same
([decision 0020](../decisions/0020-event-catalogue.md)).`

/** The catalogue of events as a page, one table per area. */
export const render: Render = async () => {
  const tables = areas.map(({ en, zh, rows }) => {
    const lines = Object.entries(rows).map(([name, row]) => renderRow(name as EventName, row))
    return [`## ${en} (${zh})`, '', line(columns), line(columns.map(() => '---')), ...lines].join('\n')
  })
  return new Map([[page, `${[intro, ...tables].join('\n\n')}\n`]])
}

const columns = ['Event', 'In words', '中文', 'Payload', 'Webhook', 'Own', 'Carried by']

function renderRow(name: EventName, row: EventRow): string {
  const payload = Object.entries(row.payload).map(([key, field]) => `\`${key}\`: ${spell(field)}`)
  const variants = Object.entries(row.variants ?? {})
  const called = [`\`${name}\``, ...variants.map(([variant]) => `\`${variant}\``)]
  const words = (tongue: 'en' | 'zh') => [row, ...variants.map(([, variant]) => variant)].map((each) => each[tongue])
  const webhook = webhookOf(name)
  return line([
    called.join('<br>'),
    words('en').join('<br>'),
    words('zh').join('<br>'),
    payload.join(', '),
    webhook ? `\`${webhook}\`` : '',
    row.own ? 'yes' : '',
    row.carrier ?? 'outbox',
  ])
}

const spell = (field: PayloadField): string => (typeof field === 'string' ? field : field.join(' or '))

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
