// The little that server-rendered pages do in the browser: copy a code block, switch the language, show what comes into the
// outbox. Without it both pages
// still say everything; the buttons are hidden until this script shows them.
import type { Language } from '@menshen/contract/language'
import { rememberLanguage } from './language.ts'
import { followLetters } from './letters.ts'
import './style/index.css'
import './style/page.css'

async function copy(button: HTMLButtonElement) {
  const source = document.getElementById(button.dataset.copy ?? '')
  if (!source || button.classList.contains('done')) return
  try {
    await navigator.clipboard.writeText(source.textContent ?? '')
  } catch {
    // No clipboard outside secure contexts (a plain http host name): select the text, and Ctrl+C does the rest.
    getSelection()?.selectAllChildren(source)
    if (!document.execCommand('copy')) return
  }
  const label = button.textContent
  button.textContent = button.dataset.done ?? label
  button.classList.add('done')
  setTimeout(() => {
    button.textContent = label
    button.classList.remove('done')
  }, 2000)
}

// Where one is in a list of contents that is longer than the window.
const here = document.querySelector<HTMLElement>('.docs-side [aria-current]')
const contents = here?.closest('nav')
if (here && contents) contents.scrollTop = here.offsetTop - contents.offsetTop - contents.clientHeight / 2

const letters = document.querySelector<HTMLElement>('[data-letters]')
if (letters) followLetters(letters)

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  button.hidden = false
  button.addEventListener('click', () => copy(button))
}

for (const control of document.querySelectorAll<HTMLElement>('[data-language]')) {
  control.hidden = false
  control.addEventListener('click', () => {
    rememberLanguage(control.dataset.language as Language)
    // A link goes on to the same page in the other language; a button has no other address than this one.
    if (control instanceof HTMLButtonElement) location.reload()
  })
}
