// Many lines of a tool as a few: the newest one, once a second.

export function foldedLines(say: (line: string) => void, now = () => performance.now()): (line: string) => void {
  let lastMs = now()
  return (line) => {
    // A progress bar draws over its own line.
    const text = (line.split('\r').findLast((part) => part.trim() !== '') ?? '')
      .replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
      .trim()
    if (text === '' || now() - lastMs < 1000) return
    lastMs = now()
    say(`   ${text.length > 100 ? `${text.slice(0, 99)}…` : text}`)
  }
}
