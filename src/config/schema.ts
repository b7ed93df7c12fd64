// The shapes of what Tiltfile.ts declares. The message of each piece says what is wanted; defaults that need no name are here.
import { z } from 'zod'

const wanted = (words: string) => ({ error: words })

const text = z.string(wanted('a text')).min(1, wanted('a text that is not empty'))
const texts = z.array(text, wanted('a list of texts'))
const flag = z.boolean(wanted('true or false'))
const port = whole(1, 65_535, 'a port: a whole number from 1 to 65535')
const path = z.string(wanted('a path relative to Tiltfile.ts')).min(1, wanted('a path relative to Tiltfile.ts'))
const paths = z.array(path, wanted('a list of paths relative to Tiltfile.ts'))
const relativePath = path.regex(/^(?!\/)(?!.*(^|\/)\.\.(\/|$))/, wanted('a path inside the build folder'))
const durationMs = whole(1, 86_400_000, 'milliseconds: a whole number from 1')
const dnsWords = 'a DNS name: lower-case letters, digits and hyphens, a letter first, 63 at most'
const dnsName = z.string(wanted(dnsWords)).regex(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, wanted(dnsWords))
const location = z.object({ file: z.string(), line: z.number(), column: z.number().optional() }).nullable()
const variables = z.record(
  z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, wanted('a variable name')),
  z.string(wanted('a text')),
  wanted('names with texts: { MODE: "dev" }'),
)

const secretWords = 'a file name: lower-case letters, digits, . _ and -'
const secretName = z.string(wanted(secretWords)).regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, wanted(secretWords))

const buildWords = 'cppBuild({ … }) or adaBuild({ … })'
const build = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('cpp'),
      sourceDir: path,
      target: text.optional(),
      output: relativePath.optional(),
      buildType: text.default('Dev'),
      cmakeArgs: texts.default([]),
    }),
    z.strictObject({
      kind: z.literal('ada'),
      projectFile: path.regex(/\.gpr$/, wanted('a .gpr file')),
      main: text,
      output: relativePath.optional(),
      scenario: variables.default({}),
    }),
  ],
  wanted(buildWords),
)

const probe = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('http'),
      path: z.string(wanted('a path that begins with /')).startsWith('/', wanted('a path that begins with /')),
      port: port.optional(),
    }),
    z.strictObject({ kind: z.literal('tcp'), port: port.optional() }),
    z.strictObject({ kind: z.literal('exec'), command: texts.min(1, wanted('a command: a list of texts')) }),
  ],
  wanted("httpProbe('/health'), tcpProbe() or execProbe([…])"),
)

const limitsSchema = z.strictObject(
  {
    memoryBytes: whole(4 * 1024 * 1024, Number.MAX_SAFE_INTEGER, 'bytes: a whole number from 4 MiB, or null')
      .nullable()
      .optional(),
    cpus: z
      .number(wanted('cores: a number from 0.01, or null'))
      .min(0.01, wanted('cores: a number from 0.01, or null'))
      .nullable()
      .default(null),
  },
  wanted('{ memoryBytes, cpus }'),
)

export const serviceSchema = z.object(
  {
    kind: z.literal('service'),
    name: dnsName,
    declaredAt: location,
    options: z.strictObject(
      {
        port,
        ports: z.array(port, wanted('a list of ports')).default([]),
        replicas: whole(1, 1000, 'a whole number from 1').default(1),
        build,
        sources: paths.min(1, wanted('one source folder or more')).optional(),
        libraries: texts.default([]),
        calls: texts.default([]),
        probe: probe.default({ kind: 'http', path: '/health' }),
        args: z.array(z.string(wanted('a text')), wanted('a list of texts')).default([]),
        env: variables.default({}),
        secrets: z.array(secretName, wanted('a list of file names')).default([]),
        graceMs: durationMs.default(5000),
        readyTimeoutMs: durationMs.default(10_000),
        revert: flag.default(true),
        rolling: flag.default(false),
        limits: limitsSchema.prefault({}),
        dockerfile: path.optional(),
        manifests: path.optional(),
        namespace: dnsName.optional(),
      },
      wanted('{ port, build, … }'),
    ),
  },
  wanted("service('name', { … })"),
)

export const librarySchema = z.object(
  {
    kind: z.literal('library'),
    name: dnsName,
    declaredAt: location,
    options: z.strictObject(
      {
        language: z.enum(['c++', 'ada'], wanted('"c++" or "ada"')),
        sources: paths.min(1, wanted('one source folder or more')),
      },
      wanted('{ language, sources }'),
    ),
  },
  wanted("library('name', { … })"),
)

const clusterSchema = z.strictObject(
  {
    name: dnsName.default('devenv'),
    overlay: path.default('manifests/overlays/dev'),
    istio: flag.default(true),
    prometheus: flag.default(true),
    prometheusPort: port.default(9090),
    registryPort: port.default(5001),
  },
  wanted('{ name, overlay, … }'),
)

const watchSchema = z.strictObject(
  { quietMs: durationMs.default(20), capMs: durationMs.default(2000), ignore: texts.default([]) },
  wanted('{ quietMs, capMs, ignore }'),
)

const buildsSchema = z.strictObject(
  {
    tokens: whole(0, 4096, 'a whole number from 0').default(0),
    where: z.enum(['auto', 'host', 'container'], wanted('"auto", "host" or "container"')).default('auto'),
    timeoutMs: durationMs.default(600_000),
    maxArtifactBytes: whole(1, Number.MAX_SAFE_INTEGER, 'bytes: a whole number from 1').default(512 * 1024 * 1024),
  },
  wanted('{ tokens, where, timeoutMs, maxArtifactBytes }'),
)

const trafficSchema = z.strictObject(
  {
    kind: z.literal('request'),
    service: text,
    method: z
      .string()
      .regex(/^[A-Z]{3,7}$/, wanted('a method: GET, POST, …'))
      .default('GET'),
    path: z.string(wanted('a path that begins with /')).regex(/^\/[!-~]*$/, wanted('a path that begins with /')),
    body: z.unknown().optional(),
    contentType: text.optional(),
  },
  wanted("request('name', { path, … })"),
)

/** Services and libraries are checked one by one with their own schemas, so that each problem keeps its own place. */
export const environmentSchema = z.strictObject(
  {
    name: dnsName,
    services: z.array(z.unknown(), wanted('a list of services')).min(1, wanted('one service or more')),
    libraries: z.array(z.unknown(), wanted('a list of libraries')).default([]),
    traffic: z.array(trafficSchema, wanted('a list of requests')).default([]),
    cluster: clusterSchema.prefault({}),
    watch: watchSchema.prefault({}),
    builds: buildsSchema.prefault({}),
    devenv: text.optional(),
  },
  wanted('{ name, services, … }'),
)

export type ServiceInput = z.output<typeof serviceSchema>
export type LibraryInput = z.output<typeof librarySchema>
export type EnvironmentInput = z.output<typeof environmentSchema>

function whole(least: number, most: number, words: string) {
  return z.int(wanted(words)).min(least, wanted(words)).max(most, wanted(words))
}
