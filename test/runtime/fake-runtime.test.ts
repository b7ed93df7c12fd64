import { FakeRuntime } from '../fakes/fake-runtime.ts'
import { makeArtifact, makeService } from '../fakes/service.ts'
import { runtimeContract } from './contract.ts'

runtimeContract('fake', () => {
  const service = makeService('widget-core')
  const runtime = new FakeRuntime([service])
  return Promise.resolve({
    runtime,
    service,
    good: (number: number) => Promise.resolve(makeArtifact(service.name, number)),
    crashing: (number: number) => {
      runtime.nextBuild(service.name, { kind: 'crash', exitCode: 3 })
      return Promise.resolve(makeArtifact(service.name, number))
    },
    print: (line: string) => Promise.resolve(runtime.printLine(service.name, line)),
    close: () => Promise.resolve(),
  })
})
