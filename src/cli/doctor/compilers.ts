// The compilers and build tools that the services here need (DE0304, DE0305, DE0306), and what makes builds faster.
import { join } from 'node:path'
import { installPackages, type PackageGroup, planInstall } from '../../clients/tools/package-manager.ts'
import { toolsHome } from '../../clients/tools/tool-folder.ts'
import { isOlder } from '../../clients/tools/tool-versions.ts'
import { KnownTools } from '../../clients/tools/toolchain.ts'
import { fail } from '../../errors/errors.ts'
import { foldedLines } from '../set-up/folded-lines.ts'
import { hostNeeds, languageNeeds, type Need } from '../set-up/needs.ts'
import { type Check, type Fix, makeCheck, type Subject } from './check.ts'

/** C++17 came with GCC 8 and clang 7; Apple counts its own. */
const oldest: Readonly<Record<string, string>> = { 'c++': '7.0.0', cmake: '3.20.0', ninja: '1.10.0' }

export async function checkCompilers({ environment, signal }: Subject): Promise<readonly Check[]> {
  const needs = environment === null ? [...languageNeeds('c++'), ...languageNeeds('ada')] : [...hostNeeds(environment)]
  const inContainer = environment?.builds.where === 'container'
  const tools = new KnownTools(join(toolsHome(), '.programs.json'))
  const fixes = new Map<PackageGroup, Promise<Fix | null>>()
  const fixOf = (group: PackageGroup) => {
    const known = fixes.get(group) ?? packagesFix(group, signal)
    fixes.set(group, known)
    return known
  }
  const checks = needs.map(async (need) => {
    const version = need.isThere && !need.name.startsWith('library ') ? await versionOf(tools, need.name) : null
    const least = oldest[need.name]
    const isFine = need.isThere && (least === undefined || version === null || !isOlder(version, least))
    return makeCheck({
      code: need.code,
      name: need.name,
      // A builder container carries the same for runtime kind.
      runtime: 'process',
      state: isFine ? 'ok' : environment === null || inContainer ? 'warns' : 'blocks',
      found: need.isThere ? (version ?? 'found') : 'not found',
      needed: neededWords(need, least),
      fix: isFine ? null : await fixOf(need.group),
    })
  })
  return Promise.all([...checks, ...['mold', 'ccache'].map((name) => speedCheck(name, tools, fixOf))])
}

async function speedCheck(
  name: string,
  tools: KnownTools,
  fixOf: (group: PackageGroup) => Promise<Fix | null>,
): Promise<Check> {
  const version = await versionOf(tools, name)
  const use = name === 'mold' ? 'links several times faster' : 'compiles nothing twice'
  return makeCheck({
    code: null,
    name,
    state: version === null ? 'warns' : 'ok',
    found: version ?? 'not found',
    needed: `only for speed: ${use}`,
    fix: version === null ? await fixOf('speed') : null,
  })
}

async function versionOf(tools: KnownTools, name: string): Promise<string | null> {
  const tool = await tools.find(name)
  return tool === null ? null : tool.version === '' ? 'found' : tool.version
}

function neededWords({ name, code }: Need, least: string | undefined): string {
  if (code === 'DE0304') return 'a C++17 compiler; runtime kind can use a builder container instead'
  if (code === 'DE0305') return 'GNAT and GPRbuild; runtime kind can use a builder container instead'
  return least === undefined ? `its headers, a service links ${name.replace('library ', '')}` : `${least} or newer`
}

/** Null where the package manager has nothing to offer. */
async function packagesFix(group: PackageGroup, signal: AbortSignal): Promise<Fix | null> {
  const { command, refusal, unknown } = await planInstall([group], signal)
  if (command === null) return unknown.length === 0 ? null : { words: unknown.join('; '), isSafe: false, apply: null }
  if (refusal !== null) return { words: `${command}   # ${refusal}`, isSafe: false, apply: null }
  return { words: command, isSafe: true, apply: (say, abort) => install(group, command, say, abort) }
}

async function install(
  group: PackageGroup,
  command: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { exitCode, lastLines } = await installPackages([group], foldedLines(say), signal)
  signal.throwIfAborted()
  if (exitCode === 0) return
  const details = [
    { label: 'command', text: command },
    { label: 'last lines', text: lastLines.slice(-8).join('\n') },
  ]
  fail('DE0902', { tool: command.split(' ')[0]!, reason: lastLines.at(-1) ?? `exit code ${exitCode}` }, { details })
}
