import { defineConfig } from 'vitest/config'

// One cluster, one story after another.
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 900_000,
    fileParallelism: false,
    sequence: { concurrent: false },
    env: { LC_ALL: 'C.UTF-8' },
    reporters: ['verbose'],
  },
})
