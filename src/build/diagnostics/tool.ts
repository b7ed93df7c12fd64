// What ninja and gprbuild say themselves, when it is more than that a step failed.
import type { Match, Matcher } from './diagnostics.ts'

export const matchTool: Matcher = (lines, at): Match | null => {
  const match =
    /^(ninja|gprbuild|gprconfig|gprbind|gprlib|gnatbind|gnatlink): (?:(error|fatal error|fatal|warning): )?(.*)$/.exec(
      lines[at]!,
    )
  if (match === null) return null
  const [, name, word, message = ''] = match
  if (isEcho(message) || (name === 'ninja' && word === undefined)) return null
  const tool = name === 'ninja' ? 'ninja' : 'gprbuild'
  return {
    diagnostic: { severity: word === 'warning' ? 'warning' : 'error', message, tool, excerpt: [] },
    next: at + 1,
  }
}

/** Only repeats that something above it failed, or that nothing did. */
function isEcho(message: string): boolean {
  return (
    /^\*\*\* .* phase failed$|^(link|compilation|invocation of .*) .*failed|^failed command was|^could not |up to date$|processing failed$|^unable to (bind|link) /.test(
      message,
    ) || /^Entering directory|^build stopped|^no work to do/.test(message)
  )
}
