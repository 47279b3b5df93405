import { issueCaptcha } from '#domain/proof/captcha/issue-captcha.ts'
import { keepCaptcha } from '../../../request/entry-cookies.ts'
import { optionalText } from '../../engine/fields.ts'
import { file } from '../../engine/results.ts'
import { plainRow, type RestRow } from '../../engine/row.ts'

export const captchaRows: RestRow[] = [
  plainRow(
    'GET /api/v2/security/captcha',
    {
      summary: 'Draw a captcha for somebody who must show that a person is there',
      operation: issueCaptcha.name,
      admits: issueCaptcha.admits,
      // Browsers send no headers for images, so the tenant may stand in the address.
      query: { app_id: optionalText('The application.'), userpool_id: optionalText('The user pool.') },
      result: file('image/svg+xml', 'The image. A cookie says which it was.'),
      raw: true,
    },
    async ({ domain, hints, reply }, read) => {
      const { app_id, userpool_id } = read().query
      const place = { applicationId: app_id ?? hints.applicationId, userPoolId: userpool_id ?? hints.userPoolId }
      const { id, svg } = await domain.call(issueCaptcha, { ...hints, ...place, token: undefined }, undefined)
      keepCaptcha(reply, id, hints.origin)
      // Another page may show it, and nobody may keep it: each is good once.
      void reply.header('cross-origin-resource-policy', 'cross-origin').header('x-content-type-options', 'nosniff')
      void reply.type('image/svg+xml')
      return svg
    },
  ),
]
