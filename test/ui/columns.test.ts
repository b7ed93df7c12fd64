import { describe, expect, test } from 'vitest'
import { chooseColumns, columnWidth } from '../../src/ui/viewmodel/columns.ts'

const names = ['notification-service', 'orb-core']
const shown = (columns: number | null, of: readonly string[] = names) =>
  chooseColumns(of, [], columns)
    .map(({ title }) => title)
    .join(' ')

describe('columns', () => {
  test.each([
    [58, 'SERVICE BUILD UPDATE HEALTH'],
    [61, 'SERVICE BUILD UPDATE HEALTH'],
    [62, 'SERVICE BUILD UPDATE HEALTH RST'],
    [67, 'SERVICE BUILD UPDATE HEALTH RST RPS'],
    [74, 'SERVICE BUILD UPDATE HEALTH RST RPS P95'],
    [80, 'SERVICE BUILD UPDATE HEALTH RST RPS P95 ERR%'],
    [87, 'SERVICE BUILD UPDATE HEALTH RST CPU RPS P95 ERR%'],
    [94, 'SERVICE BUILD UPDATE HEALTH RST CPU MEM RPS P95 ERR%'],
    [109, 'SERVICE BUILD UPDATE HEALTH RST CPU MEM RPS P95 ERR%'],
    [110, 'SERVICE BUILD UPDATE HEALTH RST CPU MEM RPS P95 ERR% NOTE'],
    [115, 'SERVICE BUILD UPDATE AGE HEALTH RST CPU MEM RPS P95 ERR% NOTE'],
    [121, 'SERVICE LANG BUILD UPDATE AGE HEALTH RST CPU MEM RPS P95 ERR% NOTE'],
    [127, 'SERVICE LANG BUILD UPDATE AGE HEALTH PODS RST CPU MEM RPS P95 ERR% NOTE'],
    [137, 'SERVICE LANG BUILD UPDATE AGE HEALTH PODS RST CPU MEM RPS LAST 8m P95 ERR% NOTE'],
    [144, 'SERVICE LANG BUILD UPDATE AGE HEALTH PODS RST CPU MEM RPS LAST 8m P50 P95 ERR% NOTE'],
    [null, 'SERVICE LANG BUILD UPDATE AGE HEALTH PODS RST CPU MEM RPS LAST 8m P50 P95 ERR% NOTE'],
  ])('at %s columns', (columns, titles) => {
    expect(shown(columns)).toBe(titles)
  })

  test('never wider than the window, and NOTE takes what is left', () => {
    for (let columns = 60; columns <= 220; columns++) {
      const width = chooseColumns(names, [], columns).reduce((sum, column) => sum + columnWidth(column), 0)
      expect(width).toBeLessThanOrEqual(columns)
      if (columns >= 110) expect(width).toBe(columns)
    }
  })

  test('a long name is cut where the first four columns would not fit', () => {
    const [service] = chooseColumns(['a-service-with-24-letters'], [], 60)
    expect(service!.width).toBe(22)
    expect(shown(60, ['a-service-with-24-letters'])).toBe('SERVICE BUILD UPDATE HEALTH')
    expect(chooseColumns(['a-service-with-a-name-of-33-letters'], [], 140)[0]!.width).toBe(24)
    expect(chooseColumns(['a-service-with-a-name-of-33-letters'], [], null)[0]!.width).toBe(35)
  })
})
