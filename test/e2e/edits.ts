// Edits that a person could make to the pilot services; each can be told apart from the outside.
import type { Workspace } from './harness.ts'

const routes = 'services/cpp/widget-core/src/tree-routes.cpp'
const widgetMain = 'services/cpp/widget-core/src/main.cpp'
const sharedHeader = 'services/cpp/lib/kit/include/kit/limits.hpp'

/** One .cpp of widget-core; `/v1/trees` tells the text. */
export function editCpp(workspace: Workspace, text: string): void {
  workspace.restore(widgetMain)
  workspace.restore(routes)
  workspace.replace(routes, '{{"trees", std::move(trees)}}', `{{"trees", std::move(trees)}, {"edit", "${text}"}}`)
}

export function breakCpp(workspace: Workspace): void {
  workspace.restore(routes)
  workspace.replace(
    routes,
    'Response listTrees(TreeStore &store, const Request &) {',
    'Response listTrees(TreeStore &store, const Request &) {\n    int missing = 1',
  )
}

export function restoreCpp(workspace: Workspace): void {
  workspace.restore(routes)
  workspace.restore(widgetMain)
}

/** A header that all C++ services include. */
export function editSharedHeader(workspace: Workspace, bytes: number): void {
  workspace.restore(sharedHeader)
  workspace.replace(sharedHeader, 'bodyBytes = 1024 * 1024', `bodyBytes = 1024 * 1024 + ${bytes}`)
}

/** The new binary exits at start. */
export function crashAtStart(workspace: Workspace, code: number): void {
  workspace.restore(routes)
  workspace.restore(widgetMain)
  workspace.replace(
    widgetMain,
    'int main(int argc, char **argv) {',
    `int main(int argc, char **argv) {\n    if (sizeof(int) == 4) return ${code};`,
  )
}

/** The new binary runs and never answers. */
export function neverReady(workspace: Workspace): void {
  workspace.restore(routes)
  workspace.restore(widgetMain)
  workspace.replace(widgetMain, '#include "kit/service.hpp"', '#include <unistd.h>\n#include "kit/service.hpp"')
  workspace.replace(
    widgetMain,
    'int main(int argc, char **argv) {',
    'int main(int argc, char **argv) {\n    for (;;) pause();',
  )
}
