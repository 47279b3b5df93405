import { test } from 'node:test'
import { preparePython } from './prepare.ts'
import { startProgram } from './program.ts'
import { runStory } from './run-story.ts'

const prepared = preparePython()
if ('skip' in prepared) test('the Python client', { skip: prepared.skip }, () => {})
else
  runStory({
    start: () => startProgram(prepared),
    without: [
      'setQrCodeStatus',
      'geneCatchaCodeAndToken',
      'validatePassword',
      'updateApplication',
      'addWhitelistOfApp',
      'listWhitelistsOfApp',
      'deleteWhitelistOfApp',
      'closeGlobalMfaSettings',
      'postListBatch',
    ],
    // It drops the token, and asks for another kind of code.
    broken: ['verifyMfaToken', 'getQrCodeStatus'],
  })
