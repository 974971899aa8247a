import type { Fact } from '../../facts/fact.js';
import type { Token } from '../../parse/parsed.js';
import type { ShellCommand, ShellScript } from '../../parse/shell.js';
import type { Source } from '../../read/source.js';
import { reader, technology } from '../technology.js';
import { keysOfInstallers } from './installers.js';
import { updatesInPlace } from './updates.js';

/** Files without an ending: scripts say so in their first line. */
const nameless =
  /(^|\/)(?!(Docker|Container|Make|Vagrant|Jenkins|Caddy|Proc|Rake|Gem|Just|Task|Brew|Tilt|Cap)file|LICENSE|README|CHANGELOG)[^/.]+$/i;

/** Shell scripts as they are started by images and process managers; what they do is judged where they are started. */
export default technology({
  name: 'shell',
  title: 'Shell scripts',
  readers: [
    reader({
      language: 'shell',
      paths: /\.(sh|bash|ash|envsh)$/,
      extract: (tree, source) => [scriptFact(tree, source)],
    }),
    reader({
      language: 'shell',
      paths: nameless,
      mentions: ['#!/bin/sh', '#!/bin/bash', '#!/bin/ash', '#!/bin/dash', '#!/usr/bin/bash', '#!/usr/bin/sh', '#!/usr/bin/env bash', '#!/usr/bin/env sh', '#!/usr/bin/env -S', 'with-contenv', 'execlineb'],
      extract: (tree, source) => [scriptFact(tree, source)],
    }),
    reader({
      language: 'shell',
      unless: ['#!/'],
      paths:
        /^(?!.*\.(?:sh|bash|ash|envsh)$).*?(?:(^|\/)[^/.]*(entrypoint|entry-point)[^/.]*$|(^|\/)(scripts?|bin|cron)\/([\w-]+[-_])?cron([-_][\w-]+)?$|(^|\/)s6-rc\.d\/[^/]+\/(up|run)$|(^|\/)(cont-init\.d|my_init\.d|services\.d)\/([^/]+\/)?[^/]+$|(^|\/)(compose|docker|deploy|bin|scripts|\.platform)\/(.*\/)?(start|run|boot|init|launch|release|prestart|predeploy|docker-start|celery|worker|beat|flower)[-\w]*$)/i,
      extract: (tree, source) => [scriptFact(tree, source)],
    }),
  ],
  detect: () => undefined,
  deployment: (facts) => ({ deploySteps: updatesInPlace(facts), secrets: keysOfInstallers(facts) }),
}); // biome-ignore format: one list a line

function scriptFact(tree: ShellScript, { path: file, text }: Pick<Source, 'path' | 'text'>): Fact {
  // execline has no shell that stays: each program becomes the next (skarnet.org, execline, "What it is")
  const last = /^#!\s*\S*execlineb\b/.test(text) ? tree.commands.at(-1) : undefined;
  const located = ({ text, start, end }: Token) => ({ value: text, at: { file, start, end } });
  const commands = tree.commands.map((command: ShellCommand) => ({
    words: [command.name, ...command.args].map(located),
    conditions: command.conditions,
    ...(command.inFunction === undefined ? {} : { inFunction: command.inFunction }),
    ...(command.loop === undefined ? {} : { loop: command.loop }),
    writes: command.redirects
      .filter(({ operator, target }) => operator.includes('>') && !/^(&|\/dev\/|\d$)/.test(target.text))
      .map(({ target }) => target.text),
    ...(command.input ? { input: located(command.input) } : {}),
    exec: (command.exec && command.subshell !== true) || command === last,
    background: command.background,
    piped: command.piped,
    fallback: command.fallback,
    substituted: command.substituted,
    ...(command.subshell ? { subshell: true as const } : {}),
    at: { file, start: command.start, end: command.end },
  }));
  const assignments = tree.assignments.map((each) => ({
    name: each.name.text,
    ...(each.value ? { value: each.value.text } : {}),
    ...(each.items ? { items: each.items.map(({ text }) => text) } : {}),
    ...(each.more ? { more: each.more } : {}),
    conditions: each.conditions,
    ...(each.inFunction === undefined ? {} : { inFunction: each.inFunction }),
    ...(each.fallback ? { fallback: true as const } : {}),
    at: { file, start: each.start, end: each.end },
  }));
  return { kind: 'shell-script', commands, assignments, at: { file, start: 0, end: text.length } };
}
