// One error, in the form the mode asks for.
import type { DevenvError } from '../errors/errors.ts'

export async function showError(
  error: DevenvError,
  { asJson, isVerbose }: { asJson: boolean; isVerbose: boolean },
): Promise<void> {
  if (asJson) {
    process.stderr.write(`${JSON.stringify(error.toData())}\n`)
    return
  }
  const { errorText } = await import('../ui/text.ts')
  process.stderr.write(`${errorText(error.toData(), isVerbose || error.fault === 'bug')}\n`)
  if (isVerbose && error.cause !== undefined)
    process.stderr.write(`cause: ${error.cause instanceof Error ? error.cause.stack : String(error.cause)}\n`)
}
