import { noun, shape, word, wordOrNull, yesOrNo } from '../../engine/results.ts'

const name = shape({ enabled: yesOrNo(), value: word() })

export const Country = noun('Country', 'A country with its dial code.', {
  alpha2: word('ISO 3166-1 alpha-2.'),
  alpha3: wordOrNull('ISO 3166-1 alpha-3; null where there is none.'),
  phoneCountryCode: word('With the plus sign.'),
  flag: word('As a character.'),
  name: shape({ 'zh-CN': name, 'en-US': name, 'zh-TW': name, 'ja-JP': name }),
})
