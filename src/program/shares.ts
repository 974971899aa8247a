import type { CodeLanguage } from '../code/model.js';
import type { Site } from './graph.js';
import type { Program } from './program.js';
import { unknownThing } from './values.js';

/** How many of the calls that an app makes to itself were linked. */
export interface Share {
  readonly language: CodeLanguage;
  readonly calls: number;
  readonly linked: number;
  readonly weak: number;
  /** Calls that nothing is known of, though the app defines something of that name. */
  readonly missed: readonly Site[];
}

/** A call counts as the app's own when it was linked to the app, or when what is called is not known and the app defines that name. */
export function linkShares({ graph, scopes }: Program): readonly Share[] {
  const defined = new Map<CodeLanguage, Set<string>>();
  for (const { module, fn } of scopes.funcs) {
    if (fn.name === '') continue;
    const names = defined.get(module.language) ?? new Set();
    names.add(fn.name);
    defined.set(module.language, names);
  }
  const shares = new Map<CodeLanguage, { calls: number; linked: number; weak: number; missed: Site[] }>();
  for (const site of graph.sites) {
    const { language } = site.func.module;
    const share = shares.get(language) ?? { calls: 0, linked: 0, weak: 0, missed: [] };
    shares.set(language, share);
    share.calls++;
    if (site.targets.length > 0) {
      share.linked++;
      if (site.weak) share.weak++;
      continue;
    }
    const { callee } = site.call;
    const name = callee.is === 'member' || callee.is === 'name' ? callee.name : '';
    const isUnknown = site.callees.every(
      (value) =>
        value.is === 'parameter' ||
        (value.is === 'external' && (value.name.startsWith(unknownThing) || value.name === name)),
    );
    if (isUnknown && defined.get(language)?.has(name)) share.missed.push(site);
  }
  return [...shares].map(([language, share]) => ({ language, ...share }));
}
