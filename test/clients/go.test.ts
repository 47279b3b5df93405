import { test } from 'node:test'

test('the Go client', {
  skip: 'no program of ours speaks for it yet: the Go module proxy did not serve authing-golang-sdk/v3 where these tests were written',
}, () => {})
