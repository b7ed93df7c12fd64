// Edits of orb-core: a body, told by `/v1/interfaces`, and a spec that other units with; and a spec that all services with.
import type { Workspace } from './harness.ts'

const body = 'services/ada/orb-core/src/orb_core-web-objects.adb'
const spec = 'services/ada/orb-core/src/orb_core-servants-echo.ads'
const sharedSpec = 'services/ada/lib/kit/src/kit-routes.ads'
const line = 'Kit.JSON.Add (Result, "interfaces", Factory.Interfaces_Image);'

export const adaEdits = {
  path: '/v1/interfaces',
  body(workspace: Workspace, text: string): void {
    workspace.restore(body)
    workspace.replace(body, line, `${line}\n      Kit.JSON.Add (Result, "edit", "${text}");`)
  },
  spec(workspace: Workspace, version: number): void {
    workspace.restore(spec)
    workspace.replace(spec, 'IDL:polyorb/Echo:1.0', `IDL:polyorb/Echo:1.${version}`)
  },
  sharedSpec(workspace: Workspace, routes: number): void {
    workspace.restore(sharedSpec)
    workspace.replace(sharedSpec, 'Max_Routes : constant := 64;', `Max_Routes : constant := ${64 + routes};`)
  },
}
