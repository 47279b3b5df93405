import Type from 'typebox'
import { count, noun, yesOrNo } from '../../engine/results.ts'

export const SecurityInfo = noun('SecurityInfo', 'How well an account is kept.', {
  passwordSecurityLevel: Type.Optional(count('1 low, 2 middle, 3 high; left out where it is not known.')),
  mfaEnrolled: yesOrNo('A second factor is set up, besides the addresses that everybody has.'),
  passwordSet: yesOrNo(),
  emailBinded: yesOrNo(),
  phoneBinded: yesOrNo(),
  securityScore: count('0 to 100.'),
})
