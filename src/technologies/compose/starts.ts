import type { Fact } from '../../facts/fact.js';
import { folderOf } from '../docker/paths.js';
import { listed } from './profiles.js';
import { joined } from './stacks.js';

const up =
  /(?:\bCOMPOSE_PROFILES=("?[\w.,*-]{1,200}"?)\s{1,20})?\b(?:docker[- ]compose|podman-compose)\b((?:[^\n|;&`]|\\\n)*?)\s(?:up|start|pull|run)\b/g;

const ofChecks =
  /(^|\/)(\.github\/|\.gitlab-ci|\.circleci\/|\.gitea\/|\.forgejo\/|\.woodpecker|\.drone|\.travis|azure-pipelines|bitbucket-pipelines|Jenkinsfile)/;
const elsewhere = /\bssh\b|ssh-action|\bDOCKER_HOST\b|docker\s+context\b|\brsync\b|self-hosted/;

/** Lines of a file that people or machines start stacks by: `docker compose -f a.yml -f b.yml up -d`. */
export function* startsIn(text: string, file: string): Iterable<Fact> {
  const folder = folderOf(file);
  // what a machine of the tests starts for itself is no way of production
  if (ofChecks.test(file) && !elsewhere.test(text)) return;
  for (const found of text.matchAll(up)) {
    const options = found[2] ?? '';
    const files = [...options.matchAll(/(?:^|\s)(?:-f|--file)(?:\s+|=)["']?([^\s"']+)/g)].map(([, path = '']) => path);
    if (files.some((path) => /[$<{]/.test(path))) continue;
    const profiles = [...options.matchAll(/(?:^|\s)--profile(?:\s+|=)["']?([^\s"']+)/g)].map(([, name = '']) => name);
    const named = [...profiles, ...listed(found[1])].filter((name) => !/[$<{]/.test(name));
    const at = { file, start: found.index, end: found.index + found[0].length };
    // a script may be called from the top or from its own folder: lines for people count from the top
    const places = folder === '.' || /^\.github\//.test(file) ? ['.'] : ['.', folder];
    for (const place of places)
      yield { kind: 'started-way', technology: 'compose', files: files.map((path) => joined(place, path)), folder: place, ...(named.length > 0 ? { profiles: named } : {}), at };
  }
} // biome-ignore format: one fact

const once = /\b(?:docker[- ]compose|podman-compose)\b(?:[^\n|;&`]|\\\n){0,300}?\srun\s((?:[^\n|;&`<\\]|\\\n){1,300})/g;

/** What scripts and pipelines run in a container of its own: `docker compose run --rm web ./manage.py migrate`. */
export function* runsIn(text: string, file: string): Iterable<Fact> {
  if (ofChecks.test(file) && !elsewhere.test(text)) return;
  if (!/\.(sh|bash)$|^\.github\//.test(file)) return;
  for (const found of text.matchAll(once)) {
    const name = (found[1] ?? '').replace(/\\\n/g, ' ').replace(/\s+/g, ' ').trim();
    yield { kind: 'use', technology: 'compose', what: 'run-once', name, at: { file, start: found.index, end: found.index + found[0].length } };
  }
} // biome-ignore format: one fact

const copy =
  /\b(?:cp|mv|copy|ln\s+-s)\s+(?:-\w+\s+)?["']?([^\s"'`;|&]{1,200})\s+["']?(?:[^\s"'`;|&]{0,200}\/)?\.env\b(?![\w.-])/g;

/** Lines by which people are told to make `.env` of a sample. */
export function* copiesIn(text: string, file: string): Iterable<Fact> {
  for (const found of text.matchAll(copy)) {
    const name = (found[1] ?? '').replace(/^.*\//s, '');
    const at = { file, start: found.index, end: found.index + found[0].length };
    yield { kind: 'use', technology: 'compose', what: 'copied-to-env', name, at };
  }
}

const refused =
  /\bfor\s+(?:local\s+)?debugging\b|\b(?:do not|don't|never)\s+(?:use|run|deploy)\s+(?:this|it|the following)\b[^.]{0,60}?\b(?:in|for)\s+(?:a\s+)?production\b|\bnot\s+(?:intended|meant|suitable|recommended|designed|ready)\b[^.]{0,30}?\b(?:in|for)\s+(?:a\s+)?production\b|\bfor\s+(?:demo|local|development|dev|testing|learning)\b[^.]{0,50}?\b(?:purposes?\s+)?only\b|\b(?:docker[ -]?compose|compose (?:file|stack)|this (?:file|stack))\b[^.:]{0,30}?\bfor\b[^.:]{0,30}?\bdevelopment\b(?! and\b)/i;

/** What the head of a file says of itself: that it is not for production. */
export function* refusals(text: string, file: string): Iterable<Fact> {
  const head = /^(?:[ \t]*#[^\n]*\n|[ \t]*\n|version:[^\n]*\n|---\n)+/.exec(text)?.[0] ?? '';
  // one text: a sentence may go on in the next line
  const words = head.replace(/\n[ \t]*#/g, (part) => ' '.repeat(part.length));
  const found = refused.exec(words);
  if (found) yield { kind: 'use', technology: 'compose', what: 'not-for-production', at: { file, start: found.index, end: found.index + found[0].length } }; // biome-ignore format: one fact
}
