import type { Way } from '../../resolve/parts/way.js';
import type { Play, Program } from './plays.js';

/** The playbooks with what they are for. One whose plays are for several things is judged by those for servers. */
export function playbooksOf({ plays, aside }: Program): readonly Way[] {
  const groups = new Map<string, string[]>();
  for (const { file, group } of plays) groups.set(file, [...new Set([...(groups.get(file) ?? []), group])]);
  const others = new Map(aside.filter(({ play }) => !groups.has(play.file)).map(({ play, why }) => [play.file, why]));
  return [
    ...[...groups].map(([file, hosts]) => wayOf(file, true, `sets up ${hosts.join(', ')}`)),
    ...[...others].map(([file, why]) => wayOf(file, false, why)),
  ];
}

function wayOf(file: Play['file'], judged: boolean, why: string): Way {
  return { label: file, technology: 'ansible', judged, why, at: { file, start: 0, end: 0 } };
}
