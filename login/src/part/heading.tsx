/** What is asked of the person. Whose door it is stands on the gate beside it, from the first paint. */
export function Heading({ title, lead }: { title: string; lead: string }) {
  return (
    <header class="heading">
      <h1>{title}</h1>
      <p>{lead}</p>
    </header>
  )
}
