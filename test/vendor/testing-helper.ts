// Stands in for the file of the same name beside the specifications, which names the transport key of a cloud: without one
// the clients ask the server for its own. The variables are those that the original reads.
import { randomInt } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

export const sleep = (milliseconds: number) => setTimeout(milliseconds)

export function generateRandomString(length = 30): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
}

export const randomString = () => generateRandomString(11).toLowerCase()

export const generateRandomEmail = () => `${generateRandomString(14)}@example.com`

export const generateRandomPhone = () =>
  `13${randomInt(10 ** 9)
    .toString()
    .padStart(9, '0')}`

export function getOptionsFromEnv() {
  return {
    userPoolId: process.env.AUTHING_USERPOOL_ID,
    secret: process.env.AUTHING_USERPOOL_SECRET,
    appId: process.env.AUTHING_APP_ID,
    appHost: process.env.AUTHING_APP_HOST,
    host: process.env.AUTHING_HOST,
    timeout: 10_000,
  }
}

export function getAuthenticationClientOptionsFromEnv() {
  return {
    appId: process.env.AUTHING_APP_ID,
    secret: process.env.AUTHING_APP_SECRET,
    appHost: process.env.AUTHING_APP_HOST,
    timeout: 10_000,
  }
}
