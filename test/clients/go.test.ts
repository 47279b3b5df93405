import { test } from 'node:test'

test('the Go client', { skip: 'authing-golang-sdk/v3 is not served by the Go module proxy that was reached' }, () => {})
