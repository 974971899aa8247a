import { literal, literalText } from '../facts/expr.js';
import type { Fact, Facts } from '../facts/fact.js';
import { spanOf } from '../facts/program.js';
import type { Span } from '../facts/span.js';
import type { Token } from '../parse/parsed.js';
import { type Evidence, said } from '../resolve/evidence.js';

/** A configuration file of a server: its settings by key, later ones last. */
export interface ConfigFile {
  readonly file: string;
  readonly first: Span;
  /** Every value of a key, in order. */
  all(key: string): readonly ConfigValue[];
  /** The value that holds: the last one. */
  last(key: string): ConfigValue | undefined;
}

export interface ConfigValue {
  readonly text: string;
  readonly at: Span;
  readonly because: Evidence;
}

/** One setting as a fact: the whole statement is its place. */
export function settingFact(
  technology: string,
  file: string,
  told: { key: string; value: string; from: Token; to: Token },
): Fact<'setting'> {
  const at = spanOf(file, { start: told.from.start, end: told.to.end });
  return { kind: 'setting', technology, key: told.key, value: literal(told.value, at), at };
}

/** The configuration files of a technology, one by one: each is a server of its own. */
export function configFiles(facts: Facts, technology: string): readonly ConfigFile[] {
  const byFile = new Map<string, Fact<'setting'>[]>();
  for (const fact of facts.of('setting')) {
    if (fact.technology !== technology) continue;
    byFile.set(fact.at.file, [...(byFile.get(fact.at.file) ?? []), fact]);
  }
  return [...byFile].map(([file, settings]) => {
    const all = (key: string) => settings.filter((fact) => fact.key === key).map(configValue);
    return { file, first: settings[0]?.at ?? { file, start: 0, end: 0 }, all, last: (key) => all(key).at(-1) };
  });
}

function configValue({ key, value, at }: Fact<'setting'>): ConfigValue {
  const text = literalText(value) ?? '';
  return { text, at, because: said(at, `sets ${key} to ${text === '' ? 'nothing' : text}`) };
}

export const loopbackOnly = /^(-?(127(\.\d+){3}|::1|\[::1\]|localhost)[\s,]*)+$/;
