import type { Fact } from '../../facts/fact.js';
import { reader, technology } from '../technology.js';

/** Ruby gems: what Gemfile asks for and Gemfile.lock pins. */
export default technology({
  name: 'bundler',
  title: 'Bundler',
  readers: [
    reader({ language: 'text', paths: /(^|\/)Gemfile$/, extract: (text, source) => gemfile(text, source.path) }),
    reader({ language: 'text', paths: /(^|\/)Gemfile\.lock$/, extract: (text, source) => lock(text, source.path) }),
  ],
  detect: () => undefined,
});

/** `gem "rails", "~> 8.0"`; gems of the groups development and test do not ship. */
function* gemfile(text: string, file: string): Iterable<Fact> {
  let dev = false;
  for (const { line, start } of linesOf(text)) {
    if (/^\s*group\b.*\bdo\b/.test(line)) dev = /:(development|test)\b/.test(line) && !/:production\b/.test(line);
    else if (/^end\b/.test(line)) dev = false;
    const found = /^(\s*)gem\s*(?:\(\s*)?["']([\w.-]+)["'](?:\s*,\s*["']([^"']+)["'])?/.exec(line);
    if (!found?.[2]) continue;
    const own = dev || /\bgroups?:\s*((\[\s*)?:(development|test)\b)/.test(line);
    const from = start + (found[1]?.length ?? 0);
    const at = { file, start: from, end: start + found[0].length };
    yield {
      kind: 'dependency',
      ecosystem: 'gem',
      name: found[2],
      ...(found[3] ? { version: found[3] } : {}),
      locked: false,
      dev: own,
      at,
    };
  }
}

/** The `specs:` of a lock file: four spaces, name, version in brackets. Groups are not in it: Gemfile knows them. */
function* lock(text: string, file: string): Iterable<Fact> {
  for (const { line, start } of linesOf(text)) {
    const found = /^ {4}([\w.-]+) \(([\w.-]+)\)$/.exec(line);
    if (!found?.[1] || !found[2]) continue;
    const at = { file, start: start + 4, end: start + line.length };
    yield {
      kind: 'dependency',
      ecosystem: 'gem',
      name: found[1],
      version: found[2].replace(/-(x86|aarch|arm|java|x64).*/s, ''),
      locked: true,
      dev: false,
      at,
    };
  }
}

function* linesOf(text: string): Iterable<{ readonly line: string; readonly start: number }> {
  let start = 0;
  for (const part of text.split('\n')) {
    yield { line: part.replace(/\r$/, ''), start };
    start += part.length + 1;
  }
}
