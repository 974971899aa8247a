import { join } from 'node:path';
import { readControl } from '../read/guarded.js';
import type { Skipped } from './file-ref.js';

/** A folder, and how to look into the tree around it. */
export interface Place {
  readonly root: string;
  /** Relative to the root. */
  readonly path: string;
  /** Names in the folder itself, or in one of its folders. */
  readonly inside: (child?: string) => readonly string[];
}

const LICENCE = /^(licen[cs]e|copying)(\.(md|txt))?$/i;
/** A package with a manifest says itself what it is. */
const MANIFEST =
  /^(package\.json|composer\.json|pyproject\.toml|setup\.py|Gemfile|[\w-]{1,80}\.gemspec|Cargo\.toml|go\.mod)$/;
const SCRIPT = /\.[cm]?[jt]sx?$/;
/** What a library in JavaScript does not consist of. */
const OTHER = /\.(php|py|rb|go|rs|java|ya?ml|tf|sh|conf)$|^(Dockerfile|Containerfile|Procfile)/;

/** What the licences say that let others take code into their own: MIT and ISC, BSD, Apache. */
const PERMISSIONS = [
  'Permission is hereby granted, free of charge',
  'Permission to use, copy, modify, and/or distribute',
  'Redistribution and use in source and binary forms',
  'Apache License',
];

/**
 * A library of somebody else that was copied into the code of an app: a folder of scripts with a licence of its own that lets others do so, given by
 * somebody whom the app itself does not name. What such a folder keeps, writes and starts is the library's doing.
 */
export function isCopied({ root, path, inside }: Place): boolean {
  const names = inside();
  const licence = names.find((name) => LICENCE.test(name));
  if (licence === undefined || names.some((name) => MANIFEST.test(name) || OTHER.test(name))) return false;
  const hasScripts = [names, inside('lib'), inside('src'), inside('dist')].some((list) => list.some((name) => SCRIPT.test(name))); // biome-ignore format: one line
  const text = hasScripts ? readControl(join(root, path, licence), { within: root }) : undefined;
  if (typeof text !== 'string' || !PERMISSIONS.some((words) => text.includes(words))) return false;
  const holder = holderIn(text);
  return holder !== undefined && !isNamed(holder, root);
}

/** Who gives the licence, by its line of copyright; nobody where a form was not filled in. */
function holderIn(text: string): string | undefined {
  const line = text.split('\n').find((one) => /^copyright/i.test(one.trim()));
  const named = (line ?? '')
    .replace(/copyright|all rights reserved|\(c\)|©/gi, '')
    .replace(/^[\s\d,–-]+(present)?/, '')
    .split(/[<(|/]/)[0];
  const holder = plain(named ?? '');
  return holder.length < 3 || holder.includes('[') ? undefined : holder;
}

/** The licence or the manifest of the repository names the same. */
function isNamed(holder: string, root: string): boolean {
  return ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENCE', 'COPYING', 'package.json', 'composer.json'].some(
    (name) => {
      const text = readControl(join(root, name), { within: root });
      return typeof text === 'string' && plain(text).includes(holder);
    },
  );
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[,.]/g, '').trim();
}

/** Folders of other people's code that were not entered. */
export function copiesIn(skipped: readonly Skipped[] = []): readonly string[] {
  return skipped.flatMap(({ path, reason, count }) => (reason === 'vendored' && count === undefined ? [path] : []));
}
