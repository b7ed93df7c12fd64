// Words of a GPR project: names, texts and signs; comments left out.

export type GprWord =
  | { readonly kind: 'name'; readonly text: string; readonly lower: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'sign'; readonly text: string }

export function gprWords(text: string): readonly GprWord[] {
  return [...text.matchAll(/--[^\n]*|"((?:[^"\n]|"")*)"|([A-Za-z_]\w*)|(\d+)|(:=|=>|[();,&:.'|])/g)].flatMap(
    ([, quoted, name, digits, sign]): GprWord[] => {
      if (quoted !== undefined) return [{ kind: 'text', text: quoted.replaceAll('""', '"') }]
      if (name !== undefined) return [{ kind: 'name', text: name, lower: name.toLowerCase() }]
      if (digits !== undefined) return [{ kind: 'text', text: digits }]
      return sign === undefined ? [] : [{ kind: 'sign', text: sign }]
    },
  )
}
