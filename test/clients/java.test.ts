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
    without: [
      'setQrCodeStatus',
      'updateApplication',
      'deleteAuth',
      'addWhitelistOfApp',
      'listWhitelistsOfApp',
      'deleteWhitelistOfApp',
      'closeGlobalMfaSettings',
      'postListBatch',
    ],
    // It asks for another kind of code.
    broken: ['getQrCodeStatus'],
    // It has no fields for a department of that kind, one entry where there is a list, and no envelope around some answers.
    silent: [
      'updateNodeStatus',
      'addWhitelist',
      'listWhitelists',
      'deleteWhitelist',
      'getPost',
      'getUserPost',
      'previewEmailTemplate',
    ],
  })
