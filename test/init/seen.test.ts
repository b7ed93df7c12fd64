// What sources, Dockerfiles and compose files are seen to say.
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cmakeCommands, expandWord } from '../../src/init/cmake/words.ts'
import { seenInCode } from '../../src/init/seen/code.ts'
import { readCompose } from '../../src/init/seen/compose.ts'
import { readDockerfile } from '../../src/init/seen/dockerfile.ts'
import { addressesIn, argumentsIn, listensIn, portsIn, probesIn, variablesIn } from '../../src/init/seen/patterns.ts'
import { makeTree } from './trees.ts'

const values = <T>(found: readonly { readonly value: T }[]) => found.map(({ value }) => value)

describe('ports', () => {
  test.each([
    ['constexpr int kPort = 8081;', 8081],
    ['#define PORT 8082', 8082],
    ['address.sin_port = htons(8083);', 8083],
    ['int port = argc > 1 ? atoi(argv[1]) : 8084;', 8084],
    ['server.listen("0.0.0.0", 8085);', 8085],
    ['builder.AddListeningPort("0.0.0.0:50086", creds);', 50_086],
    ['tcp::acceptor a(io, tcp::endpoint(tcp::v4(), 8087));', 8087],
    ['app.port(8088).run();', 8088],
    ['struct Options { uint16_t port{8089}; };', 8089],
    ['Port : constant GNAT.Sockets.Port_Type := 9_001;', 9001],
    ['Serve (Port => 9_002, Name => "x");', 9002],
    ["Port : constant Port_Type :=\n  (if Argument_Count > 0 then Port_Type'Value (Argument (1)) else 9_003);", 9003],
  ])('%s', (text, port) => {
    expect(values(portsIn(text))[0]?.port).toBe(port)
  })

  test.each([
    'setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);',
    'import 8080;',
    'int open_port(int port);',
    'report = 8080;',
    'int port; int size = 4096;',
    'constexpr int kTimeout = 8080;',
    'listen(fd, 128);',
    'Port : Natural range 0 .. 65_535;',
  ])('none: %s', (text) => {
    expect(portsIn(text)).toEqual([])
  })
})

test.each([
  ['std::getenv("PORT")', { name: 'PORT', byDefault: null }],
  ['env_or("PRICES_URL", "http://prices:9000")', { name: 'PRICES_URL', byDefault: 'http://prices:9000' }],
  ['with Ada.Environment_Variables; X : String := Value ("MY_PORT", "9000");', { name: 'MY_PORT', byDefault: '9000' }],
])('variable: %s', (text, expected) => {
  expect(values(variablesIn(text))).toEqual([expected])
})

test.each([
  ['if (!strcmp(argv[i], "--port")) port = atoi(argv[++i]);', '--port'],
  ['arg.rfind("--http-port=", 0)', '--http-port='],
  ['{"port", required_argument, nullptr, 0},', '--port'],
  ['options.add_options()("p,port", "where it listens", value<int>());', '--port'],
  ['int port = std::stoi(argv[1]);', 1],
  ["Port := Port_Type'Value (Ada.Command_Line.Argument (1));", 1],
])('argument: %s', (text, expected) => {
  expect(values(argumentsIn(text))[0]).toBe(expected)
})

test.each([
  ['line.rfind("GET /healthz ", 0)', ['/healthz']],
  ['server.Get("/api/v1/ready", handler)', ['/api/v1/ready']],
  ['if Path = "/status" then', ['/status']],
  ['get("http://other/health")', []],
  ['"/healthy-food"', []],
])('probe: %s', (text, expected) => {
  expect(values(probesIn(text))).toEqual(expected)
})

test.each([
  ['::listen(fd, 16)', true],
  ['listen (fd, 16)', true],
  ['Listen_Socket (Server);', true],
  ['httplib::Server server;', true],
  ['std::listen_later(x)', false],
  ['auto f = std::bind(&A::b, this);', false],
  ['connect(fd, &a, sizeof a)', false],
])('listens: %s', (text, expected) => {
  expect(listensIn(text)).toBe(expected)
})

test('addresses, with and without a scheme', () => {
  const text = 'a("http://prices:9001/x"); b("localhost:9002"); c("0.0.0.0:9003"); d("12:30");'
  expect(values(addressesIn(text))).toEqual([
    { host: 'prices', port: 9001 },
    { host: 'localhost', port: 9002 },
  ])
})

test('what a comment says is nothing, and lines count on', () => {
  const { root, write } = makeTree('code')
  write(
    'main.cpp',
    '// int port = 1111;\n/* port = 2222\n */ int main() {\n  const char* a = "// no comment"; int port = 3333;\n}\n',
  )
  write('main.adb', '--  Port : constant := 1111;\nprocedure Main is\n   Port : constant := 4_444;\n')
  const ports = (file: string) =>
    seenInCode(root, [join(root, file)], []).ports.map(({ value, at }) => `${value.port} ${at}`)
  expect(ports('main.cpp')).toEqual(['3333 main.cpp:4'])
  expect(ports('main.adb')).toEqual(['4444 main.adb:3'])
})

test('the last stage of a Dockerfile counts', () => {
  const { root, write } = makeTree('docker')
  const text = `FROM a AS build
EXPOSE 1
FROM b
# EXPOSE 2
ENV APP_PORT=8080 \\
    MODE="a b"
COPY --from=build /out/mill /usr/bin/mill
EXPOSE \${APP_PORT}/tcp
HEALTHCHECK CMD curl -f http://localhost:8080/up?x=1 || exit 1
ENTRYPOINT ["/usr/bin/mill", "--port"]
CMD ["8080"]
`
  write('Dockerfile', text)
  expect(readDockerfile(root, join(root, 'Dockerfile'))).toMatchObject({
    at: 'Dockerfile',
    names: ['mill', 'mill', 'mill'],
    command: ['/usr/bin/mill', '--port', '8080'],
    ports: [8080],
    variables: { APP_PORT: '8080', MODE: 'a b' },
    probePath: '/up?x=1',
  })
})

test('a compose file in its long and short forms; images of others are left out', () => {
  const { root, write } = makeTree('compose')
  const text = `services:
  db: { image: postgres }
  mill:
    build: { context: ., dockerfile: mill/Dockerfile }
    command: mill --port 80
    ports: ["127.0.0.1:8080:80/tcp", { target: 81 }]
    environment: ["GRAIN=rye", "EMPTY"]
    depends_on: { db: { condition: service_started } }
    healthcheck: { test: [CMD, curl, "http://localhost/ready"] }
`
  write('compose.yaml', text)
  expect(readCompose(root, join(root, 'compose.yaml'))).toEqual([
    expect.objectContaining({
      service: 'mill',
      dockerfile: join(root, 'mill/Dockerfile'),
      command: ['mill', '--port', '80'],
      ports: [80, 81],
      variables: { GRAIN: 'rye' },
      dependsOn: ['db'],
      probePath: '/ready',
    }),
  ])
  write('broken.yaml', 'services: [[[')
  expect(readCompose(root, join(root, 'broken.yaml'))).toEqual([])
})

test("CMake's words: brackets, quotes, comments, variables", () => {
  const text =
    'set(A "b c" d) #[[ add_executable(no) ]]\nmessage([=[ ) ]=]) # x)\nif(A AND (B OR C))\nadd_executable(x\n  y.cpp)'
  expect(cmakeCommands(text).map(({ name, words }) => `${name} ${words.join('|')}`)).toEqual([
    'set A|b c|d',
    'message  ) ',
    'if A|AND|B|OR|C',
    'add_executable x|y.cpp',
  ])
  const variables = new Map([
    ['A', 'x'],
    ['B', `\${A}/y`],
  ])
  expect(expandWord(`\${B}/z`, variables)).toBe('x/y/z')
  expect(expandWord(`\${NO}`, variables)).toBeNull()
  expect(expandWord('$<TARGET_FILE:x>', variables)).toBeNull()
})
