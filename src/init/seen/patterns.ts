// Patterns of C++ and Ada sources, on texts whose comments are blank. Each is a guess that Tiltfile.ts names with its place.

export interface Found<T> {
  readonly value: T
  readonly index: number
}

const leastPort = 80
/** 65535 is where a range ends. */
const mostPort = 65_534

export function listensIn(text: string): boolean {
  return /(?:^|[^\w:])(?:::\s*)?(?:listen|accept4?)\s*\(|\b(?:Listen_Socket|Accept_Socket|Create_Server)\b|\b(?:tcp|ip|stream_protocol)::acceptor\b|\bbasic_socket_acceptor\b|\bhttplib::(?:SSL)?Server\b|\bgrpc::(?:Server|ServerBuilder)\b|\bcrow::|\bdrogon::|\bPistache::|\bQTcpServer\b|\bAWS\.Server\b|\boatpp::|\bPoco::Net::\w*Server\b|\bevhttp_|\buWS::App\b|\bmg_(?:http_)?(?:listen|bind)\b|\bMHD_start_daemon\b/m.test(
    text,
  )
}

/** Words of a program whose listening is in a library: `serve`, `server.run`, `HTTP.Serve`. */
export function namesServing(text: string): boolean {
  return /\b(?:\w*_)?(?:serve|server|listen|listener|daemon)\b/i.test(text)
}

const plainPortWords = new Set(
  'k g m port default listen listening server http https tcp service bind own my number htons'.split(' '),
)

/** 0 for `kPort`, more for each word that makes it a port of something: `Default_IIOP_Port`. */
export function portRank(name: string): number {
  return wordsOf(name).filter((word) => !plainPortWords.has(word)).length
}

/** A number that stands for something named port: `kPort = 8080`, `htons(8080)`, `Port => 9_000`. */
export function portsIn(text: string): readonly Found<{ port: number; name: string }>[] {
  const named = [...text.matchAll(/\b([A-Za-z_]\w*)\b(?=(\s*\{?[^;{}]{0,160}))/g)].flatMap((match) => {
    const name = match[1]!
    if (name !== 'htons' && !wordsOf(name).includes('port')) return []
    // Up to the next name of a port: what follows belongs to that one.
    const rest = match[2]!.replace(/\b(?!\w*_t(?:ype)?\b)\w*port\w*\b[\s\S]*$/i, '')
    const isGiven = /^\s*(?:[=({:]|=>|\d|\[\])/.test(rest)
    const number = /(?<![\w.]|\.\.\s*)(\d[\d_]{1,6})(?![\w.]|\s*(?:\*|\.\.))/.exec(rest)
    const port = number === null ? 0 : Number(number[1]!.replaceAll('_', ''))
    if (!isGiven || port < leastPort || port > mostPort) return []
    return [{ value: { port, name }, index: match.index }]
  })
  const bound = [...text.matchAll(/"(?:0\.0\.0\.0|\[::\]|\*)"?\s*[:,]\s*(\d{2,5})\b/g)].map((match) => {
    return { value: { port: Number(match[1]), name: 'listen_port' }, index: match.index }
  })
  const acceptors = [...text.matchAll(/\bv[46]\(\)\s*,\s*(\d{2,5})\b/g)].map((match) => {
    return { value: { port: Number(match[1]), name: 'port' }, index: match.index }
  })
  return [...named, ...bound, ...acceptors].sort((a, b) => a.index - b.index)
}

export function variablesIn(text: string): readonly Found<{ name: string; byDefault: string | null }>[] {
  const pattern = /\b(\w+)\s*\(\s*"([A-Z][A-Z0-9_]*)"(?:\s*,\s*"?([^"),]*)"?)?/g
  return [...text.matchAll(pattern)]
    .filter(([, reader = '', name = '']) => {
      if (/^(set|put|unset)_?env$|^str\w*cmp$/i.test(reader)) return false
      // Whatever reads something called PORT reads the environment.
      if (/env/i.test(reader) || /(^|_)PORT$/.test(name)) return true
      return reader.toLowerCase() === 'value' && /Environment_Variables/i.test(text)
    })
    .map((match) => ({ value: { name: match[2]!, byDefault: match[3]?.trim() || null }, index: match.index }))
}

export function argumentsIn(text: string): readonly Found<string | 1>[] {
  const flags = [...text.matchAll(/"(--[a-z-]*port)(=?)"/g)].map((match) => ({
    value: match[1]! + match[2]!,
    index: match.index,
  }))
  const long = [...text.matchAll(/\{\s*"([a-z-]*port)"\s*,\s*(?:required_argument|1)\b/g)].map((match) => {
    return { value: `--${match[1]}`, index: match.index }
  })
  const declared = [...text.matchAll(/\(\s*"(?:\w,\s*)?(?:--)?([a-z-]*port)(?:,\s*\w)?"\s*,/g)].map((match) => {
    return { value: `--${match[1]}`, index: match.index }
  })
  const first =
    /\b(?:atoi|atol|stoi|stol|stoul|strtol|strtoul|from_chars|lexical_cast\s*<[^>]*>)\s*\(\s*argv\s*\[\s*1\s*\]/.exec(
      text,
    ) ??
    /\b\w*(?:Port\w*|Integer|Natural|Positive)'Value\s*\(\s*(?:Ada\.)?(?:Command_Line\.)?Argument\s*\(\s*1\s*\)/i.exec(
      text,
    )
  const isPort = first !== null && /\bport\b|_port|Port/i.test(text)
  return [...flags, ...long, ...declared, ...(isPort ? [{ value: 1 as const, index: first.index }] : [])]
}

const probePath =
  /"(?:GET |HEAD )?(\/(?:[\w-]+\/)*(?:readyz?|readiness|healthz?|healthcheck|healthy|livez?|liveness|alive|ping|status))(?=[ ?"\\])/g

export function probesIn(text: string): readonly Found<string>[] {
  return [...text.matchAll(probePath)].map((match) => ({ value: match[1]!, index: match.index }))
}

/** Best first: what says that a process is ready, then what says that it lives. */
export function probeRank(path: string): number {
  const last = path.slice(path.lastIndexOf('/') + 1)
  return [
    'readyz',
    'ready',
    'readiness',
    'healthz',
    'health',
    'healthy',
    'healthcheck',
    'livez',
    'live',
    'liveness',
    'alive',
    'ping',
    'status',
  ].indexOf(last)
}

/** Texts that could be the name of a service: `"xrc-service"`. */
export function namesIn(text: string): readonly Found<string>[] {
  return [...text.matchAll(/"([a-z][a-z0-9]*(?:[-_][a-z0-9]+)+)"/g)].map((match) => ({
    value: match[1]!,
    index: match.index,
  }))
}

/** Addresses written down: `http://prices:9001`, `localhost:9001`. */
export function addressesIn(text: string): readonly Found<{ host: string; port: number }>[] {
  return [...text.matchAll(/"(?:https?:\/\/|tcp:\/\/)?([A-Za-z][\w.-]*|\d+\.\d+\.\d+\.\d+):(\d{2,5})(?=[/"])/g)]
    .filter((match) => match[1] !== '0.0.0.0')
    .map((match) => ({ value: { host: match[1]!, port: Number(match[2]) }, index: match.index }))
}

/** `kPilotPort` -> k, pilot, port; `LEDGER_PORT` -> ledger, port. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
}
