// What Tiltfile.ts says where services stand in each other's way, or name each other.
import { expect, test } from 'vitest'
import { initWorkspace } from '../../src/init/init.ts'
import { makeTree } from './trees.ts'

interface Made {
  readonly text: string
  readonly services: readonly string[]
}

/** Ada programs, each in a folder of its own; `body` goes before its listening. */
async function made(
  programs: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {},
): Promise<Made & { environment: Awaited<ReturnType<typeof initWorkspace>> }> {
  const tree = makeTree('town')
  for (const [name, body] of Object.entries(programs)) {
    const project = name.replaceAll('/', '_')
    tree.write(
      `${name}/${project}.gpr`,
      `project ${project} is for Main use ("${name.split('/').at(-1)}.adb"); end ${project};`,
    )
    tree.write(
      `${name}/${name.split('/').at(-1)}.adb`,
      `procedure X is\n${body}\nbegin\n   Listen_Socket (Server);\nend X;\n`,
    )
  }
  for (const [path, text] of Object.entries(files)) tree.write(path, text)
  const environment = await initWorkspace({ folder: tree.root, asker: null, say: () => {}, isForced: false })
  const services = environment.services.map(({ name, port }) => `${name} ${port}`)
  return { text: tree.read('Tiltfile.ts'), services, environment }
}

const fixed = (port: number) => `   Port : constant := ${port};`
const movable = (port: number) =>
  `   Port : Port_Type := Port_Type'Value (Ada.Environment_Variables.Value ("PORT", "${port}"));`

test('two with one port in their code: the second is to be changed, and that is said', async () => {
  const { services, text } = await made({ baker: fixed(9000), miller: fixed(9000) })
  expect(services).toEqual(['baker 9000', 'miller 9001'])
  expect(text).toContain(
    "// Guess: 9000 (fixed in its code: miller/miller.adb:2) is another service's: change the code to this one",
  )
})

test('one whose port can move makes way for one whose port can not', async () => {
  const { services } = await made({ baker: movable(9000), miller: fixed(9000) })
  expect(services).toEqual(['baker 9001', 'miller 9000'])
})

test("devenv's own ports make way", async () => {
  const { services, environment } = await made({ baker: fixed(9090), miller: fixed(5001) })
  expect(services).toEqual(['baker 9090', 'miller 5001'])
  expect(environment.cluster).toMatchObject({ prometheusPort: 19_090, registryPort: 15_001 })
})

test('two that call each other: one call is left out, because the start order needs a first one', async () => {
  const call = (name: string) => `   Address : constant String := "http://${name}:9100/";`
  const { environment, text } = await made({
    baker: `${movable(9100)}\n${call('miller')}`,
    miller: `${movable(9101)}\n${call('baker')}`,
  })
  expect(environment.services.map(({ name, calls }) => `${name}: ${calls.join()}`)).toEqual([
    'baker: miller',
    'miller: ',
  ])
  expect(text).toContain('// calls baker too (miller/miller.adb:3), which is not said')
})

test('equal names get the name of their folder before them', async () => {
  const { services } = await made({ 'east/server': movable(9200), 'west/server': movable(9201) })
  expect(services).toEqual(['server 9200', 'west-server 9201'])
})

test('a compose file gives addresses and settings, and no secrets', async () => {
  const read = (name: string) => `   ${name} : String := Ada.Environment_Variables.Value ("${name}");`
  const { environment, text } = await made(
    { baker: [movable(9300), read('MILL_URL'), read('OVEN'), read('DB_PASSWORD')].join('\n'), miller: fixed(9301) },
    {
      'compose.yaml': `services:
  baker:
    build: ./baker
    environment: { MILL_URL: "http://miller:9301/v1", OVEN: hot, DB_PASSWORD: hunter2, UNREAD: x }
    depends_on: [miller]
  miller: { build: ./miller }
`,
    },
  )
  expect(environment.services[0]).toMatchObject({
    calls: ['miller'],
    env: { MILL_URL: 'http://$(MILLER_SERVICE_HOST):$(MILLER_SERVICE_PORT)/v1', OVEN: 'hot' },
  })
  expect(text).not.toContain('hunter2')
  expect(text).not.toContain('UNREAD')
})

test('texts of the sources can not break out of Tiltfile.ts', async () => {
  const { environment } = await made(
    { baker: `${movable(9400)}\n   Oven : String := Ada.Environment_Variables.Value ("OVEN");` },
    {
      'compose.yaml': `services: { baker: { build: ./baker, environment: { OVEN: "it's \\\\ hot\\nnow" } } }\n`,
    },
  )
  expect(environment.services[0]?.env['OVEN']).toBe("it's \\ hot\nnow")
})
