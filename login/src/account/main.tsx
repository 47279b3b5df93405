import { render } from 'preact'
import { App } from './app.tsx'
import { readCentre } from './centre.ts'
import { loadSpeech } from './text/load.ts'
import '../style/index.css'
import './style/index.css'

const root = document.getElementById('app')
if (root) {
  const centre = readCentre()
  const speech = await loadSpeech(centre.language)
  root.replaceChildren()
  render(<App centre={centre} first={speech} />, root)
}
