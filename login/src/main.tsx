import { render } from 'preact'
import { App } from './app.tsx'
import { loadText } from './text/load.ts'
import { readView } from './view.ts'
import './style/index.css'

const root = document.getElementById('app')
if (root) {
  const view = readView()
  const words = await loadText(view.language)
  // The server's skeleton has done its work; the first paint of the application is in the same frame.
  root.replaceChildren()
  render(<App view={view} words={words} />, root)
}
