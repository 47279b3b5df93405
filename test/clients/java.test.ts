import { test } from 'node:test'
import { prepareJava } from './prepare.ts'
import { startProgram } from './program.ts'
import { runStory } from './run-story.ts'

const prepared = prepareJava()
if ('skip' in prepared) test('the Java client', { skip: prepared.skip }, () => {})
else
  runStory({
    start: () => startProgram(prepared),
    spelled: { geneCatchaCodeAndToken: 'getCaptchaCode' },
    without: ['setQrCodeStatus'],
    // It asks for another kind of code.
    broken: ['getQrCodeStatus'],
  })
