// Bin entry, and the only top-level side effect. Everything heavy is imported after the first checks.
import { enableCompileCache } from 'node:module'
import { version } from './model/version.ts'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (process.argv[2] === '--version' || process.argv[2] === '-V') {
  process.stdout.write(`${version}\n`)
} else if (major < 22 || (major === 22 && minor < 22)) {
  process.stderr.write(
    `✘ Node ${process.versions.node} is too old: devenv needs 22.22 or newer\nhint: start it as ./devenv, which brings its own Node (Linux)\ndevenv explain DE0112\n`,
  )
  process.exitCode = 4
} else {
  // React's development build doubles the cost of a frame.
  process.env['NODE_ENV'] = 'production'
  enableCompileCache()
  const { runCli } = await import('./cli/cli.ts')
  process.exitCode = await runCli(process.argv.slice(2))
}
