import { issueCaptcha } from '#domain/proof/captcha/issue-captcha.ts'
import { keepCaptcha } from '../../wire/entry-cookies.ts'
import { type Call, plainRow, type Row } from '../row.ts'

/** An image for somebody who must show that a person is there. The tenant may stand in the query: browsers send no headers for images. */
async function sendCaptcha({ domain, hints, parts: { query }, reply }: Call) {
  const place = {
    applicationId: query.optionalText('app_id') ?? hints.applicationId,
    userPoolId: query.optionalText('userpool_id') ?? hints.userPoolId,
  }
  const { id, svg } = await domain.call(issueCaptcha, { ...hints, ...place, token: undefined }, undefined)
  keepCaptcha(reply, id, hints.origin)
  // Another page may show it, and nobody may keep it: each is good once.
  void reply.header('cross-origin-resource-policy', 'cross-origin').header('x-content-type-options', 'nosniff')
  void reply.type('image/svg+xml')
  return svg
}

export const captchaRows: Row[] = [plainRow('GET /api/v2/security/captcha', sendCaptcha, { raw: true })]
