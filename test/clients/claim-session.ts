// A session as a process of its own: claims its ports when it is told to, says what it got, and lives until it is killed.
import { createInterface } from 'node:readline'
import { type ClaimOptions, claimPorts } from '../../src/clients/port-claims.ts'

const lines = createInterface({ input: process.stdin })
process.stdout.write('here\n')
for await (const line of lines) {
  const claim = await claimPorts(JSON.parse(line) as ClaimOptions, new AbortController().signal)
  process.stdout.write(`${JSON.stringify(claim)}\n`)
}
