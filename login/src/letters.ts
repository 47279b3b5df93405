const everyMs = 3000

/** Shows what comes into the outbox while it is open, above what is there: nothing that is read or unfolded is touched. */
export function followLetters(shown: HTMLElement) {
  setInterval(async () => {
    if (document.hidden) return
    const answer = await fetch(location.href).catch(() => null)
    if (!answer?.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    show(shown, [...page.querySelectorAll<HTMLElement>('[data-letters] .letter')])
  }, everyMs)
}

function show(shown: HTMLElement, letters: HTMLElement[]) {
  if (letters.length === 0) return
  if (!shown.querySelector('.letter')) shown.replaceChildren()
  for (const letter of letters.reverse()) {
    const known = document.getElementById(letter.id)
    if (!known) shown.prepend(letter)
    else if (known.className !== letter.className) markSpent(known, letter)
  }
}

function markSpent(known: HTMLElement, letter: HTMLElement) {
  known.className = letter.className
  const state = letter.querySelector('.letter-state')
  if (state) known.querySelector('h2')?.after(state)
}
