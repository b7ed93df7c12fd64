// Istio: sidecars for every pod of the services, mTLS between them. An addon: the loop lives without it.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { installIstio } from '../../../clients/kube/istioctl.ts'
import type { KubeList } from '../../../clients/kube/kube.ts'
import type { Step } from '../../../model/step.ts'
import { hashOf, readApplied, recordApplied } from '../cluster-state.ts'
import { ownLabels, ownSelector, SYSTEM_NAMESPACE } from '../labels.ts'
import { applyObjects, type DeploymentStatus, isRolledOut, parseObjects, withLabels } from '../objects.ts'
import { podOf, type RawPod } from '../observe/pod.ts'
import type { World } from '../world.ts'

const ISTIOD = '/apis/apps/v1/namespaces/istio-system/deployments/istiod'
const INGRESS = `/apis/apps/v1/namespaces/${SYSTEM_NAMESPACE}/deployments/ingress`

export function istioStep(world: World): Step {
  return {
    name: 'istio',
    title: 'Install Istio',
    dependsOn: ['cluster'],
    optional: true,
    isDone: async (signal) => {
      const [applied, wanted] = await Promise.all([readApplied(world, signal), istioHash(world)])
      return applied.istio === wanted && (await isIstioReady(world, signal)) ? `${world.versions.istio} there` : null
    },
    run: async (report, signal) => {
      const said = (line: string) => {
        report.log(line)
        const words = /\b(?:Processing|Istio|Istiod|Installation|Pruning)\b.*/.exec(line)?.[0]
        if (words !== undefined && !line.startsWith('WARNING'))
          report.detail(words.replace(/[^\w\s/.:,()-]/gu, '').trim())
      }
      await installIstio(operatorFiles(world), world.kubeconfig, said, signal)
      const kube = await world.kube()
      const texts = await Promise.all(ownFiles(world).map((file) => readFile(file, 'utf8')))
      // The ingress starts now; its ports follow with the services.
      const mesh = texts.flatMap(parseObjects).filter(({ kind }) => kind !== 'Service')
      await applyObjects(
        kube,
        mesh.map((object) => withLabels(object, ownLabels(world.context))),
        signal,
      )
      await replacePodsWithoutSidecar(world, signal)
      await recordApplied(world, 'istio', await istioHash(world), signal)
      return `${world.versions.istio}, mTLS STRICT`
    },
  }
}

export async function isIstioReady(world: World, signal: AbortSignal): Promise<boolean> {
  const kube = await world.kube()
  const istiod = await kube.get<DeploymentStatus>(ISTIOD, signal)
  return istiod !== null && isRolledOut(istiod)
}

/** Null when the way in carries requests, else what it waits for. */
export async function ingressTrouble(world: World, signal: AbortSignal): Promise<string | null> {
  const kube = await world.kube()
  const ingress = await kube.get<DeploymentStatus>(INGRESS, signal)
  return ingress === null || isRolledOut(ingress) ? null : 'the ingress is not available yet'
}

function operatorFiles(world: World): readonly string[] {
  const { istioOverlay } = world.versions
  return [join(world.data, 'istio', 'operator.yaml'), ...(istioOverlay === null ? [] : [istioOverlay])]
}

function ownFiles(world: World): readonly string[] {
  return ['mesh.yaml', 'gateway.yaml'].map((name) => join(world.data, 'istio', name))
}

async function istioHash(world: World): Promise<string> {
  const files = [...operatorFiles(world), ...ownFiles(world)]
  return hashOf(await Promise.all(files.map((file) => readFile(file, 'utf8'))))
}

/** Pods from a time when Istio was not there get their sidecar by being made again. */
async function replacePodsWithoutSidecar(world: World, signal: AbortSignal): Promise<void> {
  const kube = await world.kube()
  const list = await kube.get<KubeList<RawPod>>(
    `/api/v1/pods?labelSelector=${encodeURIComponent(ownSelector(world.context))}`,
    signal,
  )
  const pods = (list?.items ?? []).flatMap((raw) => podOf(raw) ?? []).filter(({ hasSidecar }) => !hasSidecar)
  await Promise.all(
    pods.map(({ namespace, name }) => kube.remove(`/api/v1/namespaces/${namespace}/pods/${name}`, signal)),
  )
}
