import { render } from 'preact'
import { App } from './app.tsx'
import { readSituation } from './situation.ts'
import { loadText } from './text/load.ts'
import './style/index.css'

const root = document.getElementById('app')
if (root) {
  const situation = readSituation()
  const words = await loadText(situation.language)
  // The server's skeleton has done its work; the first paint of the application is in the same frame.
  root.replaceChildren()
  render(<App situation={situation} words={words} />, root)
}
