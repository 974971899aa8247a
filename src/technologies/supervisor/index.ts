import { literalText } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import { type Said, spanOf } from '../../facts/program.js';
import type { IniEntry, IniSection, IniTree } from '../../parse/ini.js';
import type { Source } from '../../read/source.js';
import { containersOf, imagesForDevelopment } from '../compose/index.js';
import { assignmentsIn, folderOf, programParts } from '../programs.js';
import { reader, technology } from '../technology.js';

const defaults = 'supervisor 4, supervisor/options.py';

/** supervisord: programs that it keeps running on one machine or in one container. */
export default technology({
  name: 'supervisor',
  title: 'supervisor',
  readers: [
    reader({
      language: 'supervisor-ini',
      paths:
        /(^|\/)[^/]*supervisor[^/]*(\/.*)?\.?(conf|ini|cfg)([._-](template|tmpl|dist|example|sample|j2|erb))?$|(^|\/)supervisor[^/]*\/.*\.(conf|ini)([._-](template|tmpl|dist|example|sample|j2|erb))?$|\.(conf|ini)$/,
      mentions: ['[program:', '[fcgi-program:'],
      feeds: ['processes', 'schedulerProcesses'],
      extract: programs,
    }),
  ],
  detect(facts) {
    const first = facts.of('program').find((program) => program.technology === 'supervisor');
    return first && { at: first.at };
  },
  deployment(facts) {
    // beside the Dockerfile of an environment to work in: what that image starts is none of production
    const desks = [...imagesForDevelopment(facts).empty].map(folderOf);
    const isOfDesk = ({ at }: Fact<'program'>) => desks.some((desk) => at.file.startsWith(`${desk}/`));
    const all = facts.of('program').filter(({ technology }) => technology === 'supervisor');
    return programParts(
      all.filter((program) => !isHeld(program, facts) && !isOfDesk(program)),
      folderOf,
      facts,
    );
  },
});

/** It waits until somebody starts it, or until a variable is on that everything which ships sets to off, no script among it. */
function isHeld({ held, switch: name }: Fact<'program'>, facts: Facts): boolean {
  if (held || name === undefined) return held === true;
  const images = facts.of('image').flatMap(({ stages }) => stages.flatMap(({ environment }) => environment));
  const given = containersOf(facts).flatMap(({ environment }) => environment);
  const values = [
    ...images.flatMap((entry) => (entry.name === name ? [entry.value] : [])),
    ...given.flatMap((entry) => (entry.name === name ? [literalText(entry.value)] : [])),
  ];
  const isSet = facts.of('shell-script').some(({ assignments }) => assignments.some((one) => one.name === name));
  return (
    !isSet && values.length > 0 && values.every((value) => value !== undefined && /^(false|no|off|0)$/i.test(value))
  );
}

function* programs(tree: IniTree, source: Source): Iterable<Fact> {
  const taken = tree.sections.find(({ name }) => name.text === 'include');
  const includes = (taken && tokenOf(taken, 'files')?.text.split(/\s+/)) ?? [];
  for (const section of tree.sections) {
    const name = /^(?:fcgi-)?program:\s*(\S.*)$/.exec(section.name.text)?.[1];
    if (name === undefined) continue;
    const command = entryOf(section, 'command');
    const environment = tokenOf(section, 'environment');
    const numprocs = tokenOf(section, 'numprocs')?.text;
    const copies = numprocs === undefined ? 1 : /^\d+$/.test(numprocs) ? Number(numprocs) : undefined;
    const stops = tokenOf(section, 'stopsignal');
    const signal = stops?.text;
    const starts = tokenOf(section, 'autostart')?.text ?? '';
    const decided = /^%\(ENV_(\w+)\)s$/.exec(starts)?.[1];
    yield {
      kind: 'program',
      technology: 'supervisor',
      name,
      at: spanOf(source.path, section.name),
      ...(command?.value ? { command: { value: command.value.text, at: spanOf(source.path, command.value) } } : {}),
      restart: restartOf(section, source),
      ...stopOf(section, source),
      ...printsOf(section, source),
      ...(stops ? { stopSignalAt: { value: stops.text, at: spanOf(source.path, stops) } } : {}),
      ...(signal ? { stopSignal: `SIG${signal.replace(/^SIG/i, '').toUpperCase()}` } : {}),
      ...(/^(true|yes|on|1)$/i.test(tokenOf(section, 'stopasgroup')?.text ?? '') ? { stopsGroup: true as const } : {}),
      ...(copies === undefined ? {} : { copies }),
      ...(starts === 'false' ? { held: true as const } : {}),
      ...(decided ? { switch: decided } : {}),
      ...(includes.length > 0 ? { includes } : {}),
      environment: environment ? assignmentsIn(environment.text, spanOf(source.path, environment), ',') : [],
      // `startsecs=0` without a restart is how a program that runs through and ends is written
      once: tokenOf(section, 'startsecs')?.text === '0' && tokenOf(section, 'autorestart')?.text === 'false',
    };
  }
}

function restartOf(section: IniSection, source: Source): Said<'always' | 'unexpected' | 'never' | 'unknown'> {
  const entry = entryOf(section, 'autorestart');
  if (!entry?.value) {
    const at = spanOf(source.path, section.name);
    return {
      value: 'unexpected',
      at,
      says: 'autorestart is not set: only a failure starts it again',
      builtin: defaults,
    };
  }
  const at = spanOf(source.path, { start: entry.key.start, end: entry.value.end });
  const text = entry.value.text.toLowerCase();
  if (/^(true|yes|on|1)$/.test(text)) return { value: 'always', at, says: `autorestart=${text}` };
  if (/^(false|no|off|0)$/.test(text)) return { value: 'never', at, says: `autorestart=${text}` };
  if (text === 'unexpected')
    return { value: 'unexpected', at, says: 'autorestart=unexpected: only a failure starts it again' };
  return { value: 'unknown', at, says: `autorestart=${text}` };
}

/** Standard output goes to a file of the machine, and the errors do not go to the console either. */
function printsOf(section: IniSection, source: Source): Pick<Fact<'program'>, 'prints' | 'keptByItself'> {
  const output = entryOf(section, 'stdout_logfile');
  if ((output?.value?.text ?? 'AUTO').toUpperCase() === 'AUTO') return { keptByItself: true };
  if (!output?.value || !isFile(output.value.text)) return {};
  const errors = tokenOf(section, 'stderr_logfile')?.text ?? '';
  const isMerged = /^(true|yes|on|1)$/i.test(tokenOf(section, 'redirect_stderr')?.text ?? '');
  if (!isMerged && !isFile(errors)) return {};
  const at = spanOf(source.path, { start: output.key.start, end: output.value.end });
  return { prints: { value: 'file', at, says: `stdout_logfile=${output.value.text}` } };
}

/** A path of its own: no device, no word of supervisord's (`AUTO`, `NONE`, `syslog`), nothing that a variable decides. */
function isFile(value: string): boolean {
  return /[./]/.test(value) && !/^\/(dev|proc)\/|%\(ENV_/.test(value);
}

function stopOf(section: IniSection, source: Source): { readonly stopSeconds?: Said<number> } {
  const entry = entryOf(section, 'stopwaitsecs');
  if (!entry?.value) {
    const at = spanOf(source.path, section.name);
    return { stopSeconds: { value: 10, at, says: 'stopwaitsecs is not set: 10 seconds', builtin: defaults } };
  }
  if (!/^\d+$/.test(entry.value.text)) return {};
  const at = spanOf(source.path, { start: entry.key.start, end: entry.value.end });
  return { stopSeconds: { value: Number(entry.value.text), at, says: `stopwaitsecs=${entry.value.text}` } };
}

function entryOf(section: IniSection, key: string): IniEntry | undefined {
  return section.entries.findLast((entry) => entry.key.text === key);
}

function tokenOf(section: IniSection, key: string): IniEntry['value'] {
  return entryOf(section, key)?.value;
}
