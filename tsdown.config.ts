import { fileURLToPath } from 'node:url'
import { defineConfig } from 'tsdown'

// Code-split, lazily loaded: one file would make every command read all of it.
export default defineConfig({
  entry: {
    main: 'src/main.ts',
    api: 'src/config/api.ts',
    'config-worker': 'src/config/load-worker.ts',
    'watch-worker': 'src/clients/watch/watch-worker.ts',
  },
  outDir: 'dist',
  format: 'esm',
  platform: 'node',
  target: 'node22',
  fixedExtension: true,
  dts: false,
  clean: true,
  shims: true,
  minify: 'dce-only',
  define: { 'process.env.NODE_ENV': '"production"' },
  alias: { 'react-devtools-core': fileURLToPath(new URL('scripts/empty-module.mjs', import.meta.url)) },
  deps: { alwaysBundle: () => true, neverBundle: ['cpu-features', /\.node$/] },
  inputOptions: {
    onLog: (level, log, handler) =>
      log.code === 'EVAL' || log.code === 'CIRCULAR_DEPENDENCY' ? undefined : handler(level, log),
  },
})
