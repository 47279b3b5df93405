import { logoDrawing, logoFile } from '../../view/logo.ts'
import { html, trusted } from './html.ts'

/** 32 by 32 units; decoration beside the name, so hidden from assistive technology. */
const logoSvg = trusted(
  `<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">${logoDrawing}</svg>`,
)

export const favicon = `data:image/svg+xml,${encodeURIComponent(logoFile)}`

export const wordmark = html`<span class="wordmark">${logoSvg}<b>Menshen</b><i lang="zh-CN">门神</i></span>`
