import { expect, test } from 'vitest'
import { differenceLines } from '../../src/onboard/guide/difference.ts'
import { isMessage, scanLiterals, withPrefix } from '../../src/onboard/guide/literals.ts'
import { firstSentence } from '../../src/onboard/guide/sentence.ts'
import { drawing, systemLines } from '../../src/onboard/guide/system.ts'
import { requestPaths } from '../../src/onboard/suggest.ts'

const cpp = `#include "no text here.hpp"
// a "comment with words"
/* and "one more
   over lines" */
const char quote = '"'; log("after a quote");
auto raw = R"x(raw "words in it" )x"; throw Error("too deep, " + name);
if (kind == "two words") log("said once", 1'000);
log("escaped \\" quote");
`
const ada = `with Kit; --  a "comment with words"
pragma Comment ("not this one");
Quote : Character := '"';
Log ("first words" & "with ""doubled"" ones");
if Text = "two words" then
   Throw (Bad, "no object has this key");
end if;
return Text = "other words";
`

function messages(source: string, language: 'c++' | 'ada'): string[] {
  const { literals, lines } = scanLiterals(source, language)
  return literals.filter((found) => isMessage(found, lines[found.line - 1]!)).map(({ text }) => text)
}

test('texts of C++: comments, raw strings, characters, includes and comparisons are passed over', () => {
  expect(messages(cpp, 'c++')).toEqual(['after a quote', 'too deep, ', 'said once'])
})

test('texts of Ada: comments, pragmas, characters and comparisons are passed over', () => {
  expect(messages(ada, 'ada')).toEqual(['first words', 'no object has this key'])
})

test.each([
  ['"content-type"', false],
  ['"%d items left"', false],
  ['"{key} is missing"', false],
  ['"a b"', true],
  ['"nothing to do"', true],
  ['"SELECT * FROM words"', false],
  ['"one"', false],
])('a message is words, nothing a program looks for: %s', (text, expected) => {
  const line = `say(${text})`
  const [literal] = scanLiterals(line, 'c++').literals
  expect(isMessage(literal!, line)).toBe(expected)
})

test('the changed line differs by the prefix only', () => {
  const line = '   Throw (Bad, "no object has this key");'
  const [literal] = scanLiterals(`\r\n${line}\r\n`, 'ada').literals
  expect(literal).toMatchObject({ line: 2 })
  expect(withPrefix(line, literal!, 'hello: ')).toBe('   Throw (Bad, "hello: no object has this key");')
})

test('requests come from the paths in the sources, none that could end the program', () => {
  const texts = [
    '/v1/objects/{key}',
    '/v1/trees/:tree',
    '/v1/items/<id>',
    '/shutdown',
    '/v1/x y',
    'no/path',
    '/',
    '/metrics',
  ]
  expect(requestPaths([...texts, ...texts])).toEqual([
    '/v1/objects/onboarding',
    '/v1/trees/onboarding',
    '/v1/items/onboarding',
  ])
})

test.each([
  ['# a\n\n[![b](c)](d)\n\nDoes *one* thing, see [docs](x). And more.\n', 'Does one thing, see docs.'],
  ['# a\nText right under\nthe heading. More.', 'Text right under the heading.'],
  ['Version 1.2 of `it` runs', 'Version 1.2 of it runs'],
  ['# only\n\n## headings\n\n- and\n- lists\n', null],
  ['', null],
])('the first sentence of a README: %j', (text, sentence) => {
  expect(firstSentence(text)).toBe(sentence)
})

const service = (name: string, calls: readonly string[] = [], description: string | null = null) => ({
  name,
  language: 'c++',
  port: 80,
  calls,
  description,
})

test('the drawing shows who calls whom, once', () => {
  expect(drawing([service('a', ['b', 'c']), service('b', ['c']), service('c', ['d']), service('d')])).toEqual([
    '  a           C++  port 80',
    '  -> b        C++  port 80',
    '     -> c     C++  port 80',
    '        -> d  C++  port 80',
    '  -> c        C++  port 80  (its calls: see above)',
  ])
})

test('services in a circle are drawn too', () => {
  expect(drawing([service('a', ['b']), service('b', ['a'])])).toEqual([
    '  a        C++  port 80',
    '  -> b     C++  port 80',
    '     -> a  C++  port 80  (its calls: see above)',
  ])
})

test('a service without a description is drawn and not described', () => {
  const lines = systemLines('shop', [service('a', [], 'Sells.'), service('b')])
  expect(lines.filter((line) => line.includes('Sells.'))).toEqual(['  a  Sells.'])
  expect(lines.filter((line) => /^ {2}b/.test(line))).toEqual(['  b  C++  port 80'])
})

test('a difference is shown without what is the same around it', () => {
  expect(differenceLines('a\nb\nc\n', 'a\nx\ny\nc\n')).toEqual(['- 2: b', '+ 2: x', '+ 3: y'])
  expect(differenceLines('a\n', 'a\nb\n')).toEqual(['+ 2: b'])
  const many = Array.from({ length: 10 }, (_, index) => String(index)).join('\n')
  expect(differenceLines('', many).at(-1)).toBe('+ and 4 more lines')
})
