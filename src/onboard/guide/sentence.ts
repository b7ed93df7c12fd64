// The first sentence of a README: what stands under its first heading. Pure.

export function firstSentence(markdown: string): string | null {
  const paragraphs = markdown.replaceAll('\r\n', '\n').split(/\n\s*\n|(?<=^#[^\n]*)\n/m)
  for (const paragraph of paragraphs) {
    const text = paragraph.trim()
    // Headings, badges, quotes, lists, tables, code and HTML tell nothing in a sentence.
    if (text === '' || /^(#|!\[|\[!\[|>|[-*+] |\||```|<|=+$|-+$)/.test(text)) continue
    const plain = text
      .replace(/\s+/g, ' ')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[*_`]{1,2}([^*_`]+)[*_`]{1,2}/g, '$1')
    return /^.*?[.!?](?= |$)/.exec(plain)?.[0] ?? plain
  }
  return null
}
