// What a Tiltfile.ts imports from 'devenv': typed functions that return plain data and remember where they were called.
import type { SourceLocation } from '../model/environment.ts'

/** Answers "is the new process ready?"; asked every 2 ms at first, then less often. */
export interface HttpProbe {
  readonly kind: 'http'
  /** Ready when `GET path` answers 200 to 399. */
  readonly path: string
  /** Default: the port of the service. */
  readonly port?: number
}

export interface TcpProbe {
  readonly kind: 'tcp'
  /** Ready when a connection is taken. Default: the port of the service. */
  readonly port?: number
}

export interface ExecProbe {
  readonly kind: 'exec'
  /** Ready when this argument list (no shell) exits with 0 beside the process. */
  readonly command: readonly string[]
}

export interface CppBuildOptions {
  /** Folder of its CMakeLists.txt, relative to Tiltfile.ts. */
  readonly sourceDir: string
  /** CMake target. Default: the name of the service. */
  readonly target?: string
  /** The executable, relative to the build folder. Default: the name of the service. */
  readonly output?: string
  /** CMAKE_BUILD_TYPE. Default: `Dev`. */
  readonly buildType?: string
  /** More arguments for the configure step: `['-DWITH_XML=ON']`. */
  readonly cmakeArgs?: readonly string[]
}

export interface AdaBuildOptions {
  /** The .gpr file, relative to Tiltfile.ts. */
  readonly projectFile: string
  /** Source file of the main procedure, as in `for Main use ("…")` of the project: `orb_core-main.adb`. */
  readonly main: string
  /** The executable, relative to the build folder. Default: `<service>/bin/<service>`. */
  readonly output?: string
  /** External variables: `{ MODE: 'dev' }` is passed as `-XMODE=dev`. */
  readonly scenario?: Readonly<Record<string, string>>
}

export interface CppBuildDeclaration extends CppBuildOptions {
  readonly kind: 'cpp'
}

export interface AdaBuildDeclaration extends AdaBuildOptions {
  readonly kind: 'ada'
}

export interface ServiceOptions {
  /** 1 to 65535: the port its process listens on, and the loopback port you reach it at. Each service has its own. */
  readonly port: number
  /** More ports its process listens on, with TLS say. Of the manifests only: `devenv manifests check` compares them. Default: none. */
  readonly ports?: readonly number[]
  /** How many production runs at least. Of the manifests only: development runs one. Default: 1. */
  readonly replicas?: number
  /** How it is compiled. */
  readonly build: CppBuildDeclaration | AdaBuildDeclaration
  /** Source folders, relative to Tiltfile.ts. Default: the folder of its build. */
  readonly sources?: readonly string[]
  /** Names of the libraries it links; their sources are watched for it too. Default: none. */
  readonly libraries?: readonly string[]
  /** Names of the services it calls: they start first. Builds never wait for it. Default: none. */
  readonly calls?: readonly string[]
  /** What makes a new process ready. Default: `httpProbe('/health')`. */
  readonly probe?: HttpProbe | TcpProbe | ExecProbe
  /** Arguments of its process; `$(PORT)` and other variables of its environment are filled in. Default: none. */
  readonly args?: readonly string[]
  /** Environment variables of its process; `$(PORT)` and the like are filled in here too. Default: none. */
  readonly env?: Readonly<Record<string, string>>
  /**
   * Names of files with random content that devenv makes for development; its process finds their folder in `SECRETS_DIR`.
   * In a cluster they are what the manifests say. Default: none.
   */
  readonly secrets?: readonly string[]
  /** From SIGTERM to SIGKILL, in milliseconds. Default: 5000. */
  readonly graceMs?: number
  /** How long a new process may take until its probe answers, in milliseconds. Default: 10000. */
  readonly readyTimeoutMs?: number
  /** Put the last good build back when a new one does not get ready; `false` holds the pod instead. Default: true. */
  readonly revert?: boolean
  /** With several replicas: one after another, each ready before the next. Default: false. */
  readonly rolling?: boolean
  /** Of the process in the embedded runtime, where the host allows; pods have the limits of their manifests. `null`: no limit. */
  readonly limits?: {
    /**
     * What it may allocate. Default: 1073741824 (1 GiB), held only where devenv may make a cgroup. A number given here is
     * held by RLIMIT_DATA elsewhere, which counts all that it may write to: programs with sanitizers need `null`.
     */
    readonly memoryBytes?: number | null
    /** Cores, also a part of one: 0.5. Default: `null`. */
    readonly cpus?: number | null
  }
  /** Makes its image. Default: `Dockerfiles/cpp.Dockerfile` or `Dockerfiles/ada.Dockerfile`. */
  readonly dockerfile?: string
  /** Kustomize base of this service. Default: `manifests/base/<name>`. */
  readonly manifests?: string
  /** Kubernetes namespace. Default: `wxwidgets` for C++, `polyorb` for Ada. */
  readonly namespace?: string
}

export interface LibraryOptions {
  /** Which compilers read it. */
  readonly language: 'c++' | 'ada'
  /** Source folders, relative to Tiltfile.ts; watched for every service that links the library. */
  readonly sources: readonly string[]
}

export interface RequestOptions {
  /** HTTP method. Default: `GET`. */
  readonly method?: string
  /** With its query: `/v1/trees?limit=10`. */
  readonly path: string
  /** A text is sent as it is, everything else as JSON. Default: none. */
  readonly body?: unknown
  /** Of the body. Default: `application/json` where there is one. */
  readonly contentType?: string
}

export interface EnvironmentOptions {
  /** A DNS name: lower-case letters, digits, hyphens. */
  readonly name: string
  /** One or more. */
  readonly services: readonly ServiceDeclaration[]
  /** What `devenv traffic start` sends, in turn. Default: none. */
  readonly traffic?: readonly RequestDeclaration[]
  /** Sources that services share. Default: none. */
  readonly libraries?: readonly LibraryDeclaration[]
  readonly cluster?: {
    /** Kind's name for the cluster; the kube context is `kind-<name>`. Default: `devenv`. */
    readonly name?: string
    /** The Kustomize overlay that is applied, relative to Tiltfile.ts. Default: `manifests/overlays/dev`. */
    readonly overlay?: string
    /** Sidecars and mTLS. Default: true. */
    readonly istio?: boolean
    /** Golden signals. Default: true. */
    readonly prometheus?: boolean
    /** Loopback port of Prometheus. Default: 9090. */
    readonly prometheusPort?: number
    /** Loopback port of the image registry. Default: 5001. */
    readonly registryPort?: number
  }
  readonly watch?: {
    /** A batch closes when nothing was written for so many milliseconds. Default: 20. */
    readonly quietMs?: number
    /** A batch closes after so many milliseconds however much is written. Default: 2000. */
    readonly capMs?: number
    /** More ignore patterns in .gitignore syntax, relative to Tiltfile.ts. Default: none. */
    readonly ignore?: readonly string[]
  }
  readonly builds?: {
    /** CPU tokens shared by all builds; 0 = one a core. Default: 0. */
    readonly tokens?: number
    /** Where compilers run; `auto`: on the host when it matches the runtime image. Default: `auto`. */
    readonly where?: 'auto' | 'host' | 'container'
    /** The longest build, in milliseconds. Default: 600000 (ten minutes). */
    readonly timeoutMs?: number
    /** Largest executable that is shipped. Default: 536870912 (512 MiB). */
    readonly maxArtifactBytes?: number
  }
  /** The devenv this file was written for: `'0.1'` takes every 0.1.x. Default: any. */
  readonly devenv?: string
}

export interface ServiceDeclaration {
  readonly kind: 'service'
  readonly name: string
  readonly options: ServiceOptions
  readonly declaredAt: SourceLocation | null
}

export interface LibraryDeclaration {
  readonly kind: 'library'
  readonly name: string
  readonly options: LibraryOptions
  readonly declaredAt: SourceLocation | null
}

export interface RequestDeclaration extends RequestOptions {
  readonly kind: 'request'
  readonly service: string
}

export interface EnvironmentDeclaration {
  readonly kind: 'environment'
  readonly options: EnvironmentOptions
  readonly declaredAt: SourceLocation | null
}

/** The whole of a Tiltfile.ts: `export default defineEnvironment({ … })`. */
export function defineEnvironment(options: EnvironmentOptions): EnvironmentDeclaration {
  return { kind: 'environment', options, declaredAt: callSite() }
}

/** One deployable service: `service('orb-core', { port: 50060, build: adaBuild({ … }) })`. */
export function service(name: string, options: ServiceOptions): ServiceDeclaration {
  return { kind: 'service', name, options, declaredAt: callSite() }
}

/** Shared sources that services link; never deployed. An edit affects the services whose compilers read it. */
export function library(name: string, options: LibraryOptions): LibraryDeclaration {
  return { kind: 'library', name, options, declaredAt: callSite() }
}

/** One request that `devenv traffic start` sends to a service: `request('orb-core', { path: '/v1/interfaces' })`. */
export function request(service: string, options: RequestOptions): RequestDeclaration {
  return { kind: 'request', service, ...options }
}

/** A C++ service built with CMake and Ninja. */
export function cppBuild(options: CppBuildOptions): CppBuildDeclaration {
  return { kind: 'cpp', ...options }
}

/** An Ada service built with GPRbuild. */
export function adaBuild(options: AdaBuildOptions): AdaBuildDeclaration {
  return { kind: 'ada', ...options }
}

/** Ready when `GET path` on the port answers 200 to 399. */
export function httpProbe(path = '/health', options: { readonly port?: number } = {}): HttpProbe {
  return { kind: 'http', path, ...options }
}

/** Ready when the port takes a connection. */
export function tcpProbe(options: { readonly port?: number } = {}): TcpProbe {
  return { kind: 'tcp', ...options }
}

/** Ready when the command, an argument list, exits with 0. */
export function execProbe(command: readonly string[]): ExecProbe {
  return { kind: 'exec', command }
}

/** The outermost frame of the files that Tiltfile.ts is made of: what a function of theirs declares stands where it is called. */
function callSite(): SourceLocation | null {
  let found: SourceLocation | null = null
  for (const frame of (new Error().stack ?? '').split('\n').slice(1)) {
    // Here the module system begins.
    if (frame.includes('node:') || frame.includes('at async ')) break
    const match = /(file:\/\/[^\s)]+?):(\d+):(\d+)\)?$/.exec(frame)
    if (match === null || withoutQuery(match[1]!) === withoutQuery(import.meta.url)) continue
    const file = decodeURIComponent(new URL(match[1]!).pathname)
    found = { file, line: Number(match[2]), column: Number(match[3]) }
  }
  return found
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/, '')
}
