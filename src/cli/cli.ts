// The command line: one subcommand, one file; each is loaded when it is called.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { asDevenvError, fail } from '../errors/errors.ts'
import { version } from '../model/version.ts'
import { parseDurationMs } from './duration.ts'
import { showError } from './show-error.ts'

/** Runs one command line (without node and script); resolves with the exit code. */
export async function runCli(args: readonly string[]): Promise<number> {
  const isVerbose = args.includes('-v') || args.includes('--verbose')
  const asJson = args.includes('--json')
  let exitCode = 0
  const program = makeProgram((code) => {
    exitCode = code
  })
  try {
    await program.parseAsync([...args], { from: 'user' })
    return exitCode
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0
    const error = thrown instanceof CommanderError ? await usageError(thrown, program, args) : asDevenvError(thrown)
    await showError(error, { asJson, isVerbose })
    return error.exitCode
  }
}

type Finish = (code: number) => void

function makeProgram(finish: Finish): Command {
  const program = new Command('devenv')
    .description(
      'Local development environments for compiled services: Kind, Istio, Prometheus, and hot reload of C++ and Ada.',
    )
    .version(version, '-V, --version')
    .option('-v, --verbose', 'show causes of errors')
    .exitOverride()
    .configureOutput({ writeErr: () => {}, outputError: () => {} })
    .showSuggestionAfterError(false)
    .enablePositionalOptions()
  lifeCycle(program, finish)
  looking(program, finish)
  acting(program, finish)
  images(program, finish)
  for (const command of program.commands)
    command.exitOverride().configureOutput({ writeErr: () => {}, outputError: () => {} })
  return program
}

function lifeCycle(program: Command, finish: Finish): void {
  program
    .command('up')
    .description('bring everything up, then watch, rebuild and update what edits affect')
    .argument('[service...]', 'only these services and what they call')
    .addOption(
      new Option('--runtime <runtime>', 'where services run').choices(['auto', 'kind', 'process']).default('auto'),
    )
    .option('--plain', 'print lines, no screen')
    .option('--json', 'print events, one JSON object a line')
    .option('-d, --detach', 'go on in the background')
    .option('--once', 'exit when all are ready (0) or one fails (1)')
    .option('--yes', 'do not ask before something is installed')
    .option('--keep', 'local processes go on when devenv ends; the next `devenv up` takes them over')
    .action(async (services, options) => finish(await (await import('./commands/up.ts')).up(services, options)))
  program
    .command('down')
    .description('remove what devenv made here')
    .option('--keep-cluster', 'leave the cluster, remove the services')
    .action(async (options) => finish(await (await import('./commands/down.ts')).down(options)))
  program
    .command('reset')
    .description('remove one step of bring-up, or all; the next `devenv up` makes it again')
    .argument('[step]')
    .action(async (step) => finish(await (await import('./commands/down.ts')).reset(step ?? null)))
  program
    .command('attach')
    .description('open the screen of the session that runs here')
    .option('--plain', 'print lines, no screen')
    .option('--json', 'print events, one JSON object a line')
    .action(async (options) => finish(await (await import('./commands/attach.ts')).attach(options)))
  program
    .command('init')
    .description('make a Tiltfile.ts for the sources below this folder')
    .option('--yes', 'do not ask: take the defaults, and mark what was guessed')
    .option('--print', 'write it to stdout, change no file')
    .option('--force', 'replace the Tiltfile.ts that is there; it is kept as Tiltfile.ts.bak')
    .option('--types', 'write devenv.d.ts only, the types for editors')
    .action(async (options) => finish(await (await import('./commands/init.ts')).init(options)))
  program
    .command('onboard')
    .description('a guided first day: what there is, a first edit, where to look; goes on where it was left')
    .addOption(
      new Option('--runtime <runtime>', 'where services run').choices(['auto', 'kind', 'process']).default('auto'),
    )
    .option('--list', 'the steps, and where you are')
    .option('--reset', 'put back what it had you edit, and forget where you were')
    .option('--plain', 'lines and Enter, no single keys')
    .option('--yes', 'do not ask: install what is missing, go through all of it, let devenv make the edit')
    .action(async (options) => finish(await (await import('./commands/onboard.ts')).onboard(options)))
  program
    .command('doctor')
    .description('check this machine, with exact fixes')
    .option('--fix', 'apply the safe fixes')
    .option('--yes', 'do not ask')
    .option('--json')
    .action(async (options) => finish(await (await import('./commands/doctor.ts')).doctor(options)))
}

function looking(program: Command, finish: Finish): void {
  program
    .command('status')
    .description('header and table')
    .option('--json')
    .action(async (options) => finish(await (await import('./commands/status.ts')).status(options)))
  program
    .command('logs')
    .description('log lines of a service')
    .argument('<service>')
    .option('-f, --follow', 'go on as lines arrive')
    .option('--tail <n>', 'last lines', countOption, 200)
    .option('--since <duration>', 'not older than, such as 5m', durationOption)
    .addOption(new Option('--source <source>').choices(['build', 'pod', 'both']).default('both'))
    .option('--grep <pattern>', 'plain text, !text excludes, ~text is a regular expression')
    .option('--json')
    .action(async (service, options) => finish(await (await import('./commands/logs.ts')).logs(service, options)))
  program
    .command('plan')
    .description('what an edit of these files would do, without doing it')
    .argument('<file...>')
    .option('--json')
    .action(async (files, options) => finish(await (await import('./commands/plan.ts')).plan(files, options)))
  program
    .command('problems')
    .description('what needs a person')
    .argument('[service]')
    .option('--json')
    .action(async (service, options) =>
      finish(await (await import('./commands/problems.ts')).problems(service ?? null, options)),
    )
  const manifests = program.command('manifests').description('the overlays: what is wrong in them, how they differ')
  manifests
    .command('check')
    .description('schemas of the pinned versions, rules, and the table of Tiltfile.ts; needs no cluster')
    .option('--overlay <name...>', 'only these; all without it')
    .option('--server', 'ask the API server of the cluster as well; it keeps nothing')
    .option('--json')
    .action(async (options) => finish(await (await import('./commands/manifests.ts')).checkManifests(options)))
  manifests
    .command('diff')
    .description('what differs between two overlays, field by field')
    .argument('<overlay>')
    .argument('<other>')
    .option('--json')
    .action(async (left, right, options) =>
      finish(await (await import('./commands/manifests.ts')).diffManifests(left, right, options)),
    )
  program
    .command('explain')
    .description('a code such as DE0302, what a service is doing and why, or `runtime`')
    .argument('<code|service|runtime>')
    .option('--json')
    .action(async (what, options) => finish(await (await import('./commands/explain.ts')).explain(what, options)))
  program
    .command('events')
    .description('the event stream of the session')
    .option('--json', 'one JSON object a line')
    .action(async (options) => finish(await (await import('./commands/events.ts')).events(options)))
  program
    .command('url')
    .description('the loopback address of a service')
    .argument('<service>')
    .action(async (service) => finish(await (await import('./commands/url.ts')).url(service)))
}

function acting(program: Command, finish: Finish): void {
  const kinds = {
    build: 'build now and wait for ready',
    restart: 'restart the process in its pod',
    pause: 'stop building on edits',
    resume: 'build on edits again',
    revert: 'put the last good build back',
  }
  for (const [kind, description] of Object.entries(kinds)) {
    program
      .command(kind)
      .description(description)
      .argument('<service>')
      .option('--json')
      .action(async (service, options) =>
        finish(await (await import('./commands/act.ts')).act(kind as keyof typeof kinds, service, options)),
      )
  }
  const traffic = program.command('traffic').description('requests to the services, so that signals show something')
  traffic
    .command('start')
    .description('send the requests of Tiltfile.ts in turn, for a bounded time')
    .option('--rate <n>', 'requests a second, 200 at most', countOption, 10)
    .option('--for <duration>', 'such as 10m, 1h at most', durationOption, 600_000)
    .option('--json')
    .action(async (options) => finish(await (await import('./commands/traffic.ts')).startTraffic(options)))
  traffic
    .command('stop')
    .description('send no more, and tell what was sent')
    .option('--json')
    .action(async (options) => finish(await (await import('./commands/traffic.ts')).stopTraffic(options)))
  program
    .command('wait')
    .description('wait until services are ready, or serve a build')
    .argument('[service...]')
    .option('--for <condition>', 'ready, or build=<id>', 'ready')
    .option('--timeout <duration>', 'such as 60s', durationOption, 60_000)
    .option('--json')
    .action(async (services, options) => finish(await (await import('./commands/wait.ts')).wait(services, options)))
}

function images(program: Command, finish: Finish): void {
  const command = program.command('images').description('images of the services that are to ship')
  const tag = () => new Option('--tag <tag>', 'behind the colon of each name').argParser(tagOption).default('dev')
  command
    .command('build')
    .description('build images, the same bytes from the same sources, with a bill of materials beside each')
    .argument('[service...]', 'all when none is named')
    .addOption(tag())
    .option('--output <folder>', 'also write OCI archives and bills of materials there')
    .option('--jobs <n>', 'how many at a time', jobsOption)
    .option('--no-cache', 'take nothing from earlier builds')
    .option('--verify', 'build each a second time, from nothing, and compare')
    .option('--json')
    .action(async (services, options) => finish(await (await import('./commands/images.ts')).build(services, options)))
  command
    .command('check')
    .description('look at what is in images, and run each with a read-only root and no capabilities')
    .argument('[service...]', 'all when none is named')
    .addOption(tag())
    .option('--json')
    .action(async (services, options) => finish(await (await import('./commands/images.ts')).check(services, options)))
}

function durationOption(text: string): number {
  const ms = parseDurationMs(text)
  if (ms === null) throw new InvalidArgumentError('wanted: a duration such as 90s, 5m or 1h')
  return ms
}

function jobsOption(text: string): number {
  const jobs = countOption(text)
  if (jobs === 0) throw new InvalidArgumentError('wanted: 1 or more')
  return jobs
}

function tagOption(text: string): string {
  if (!/^\w[\w.-]{0,127}$/.test(text)) throw new InvalidArgumentError('wanted: letters, digits, _, . and -')
  return text
}

function countOption(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 0) throw new InvalidArgumentError('wanted: a whole number')
  return count
}

async function usageError(error: CommanderError, program: Command, args: readonly string[]) {
  const words = error.message.replace(/^error: /, '')
  const word = /'([^']+)'/.exec(words)?.[1] ?? args[0] ?? ''
  const commands = program.commands.map((command) => command.name())
  const current = program.commands.find((command) => command.name() === args[0])
  const flags = (current?.options ?? []).flatMap(({ long }) => long ?? [])
  const { nearestName } = await import('../config/config.ts')
  const nearest = nearestName(word, word.startsWith('-') ? flags : commands)
  try {
    fail(
      'DE0608',
      { name: word, nearest: nearest ?? '' },
      { details: [{ label: 'usage', text: error.code === 'commander.help' ? program.helpInformation() : words }] },
    )
  } catch (thrown) {
    return asDevenvError(thrown)
  }
}
