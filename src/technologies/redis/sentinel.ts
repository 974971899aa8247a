import type { Facts } from '../../facts/fact.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Failover } from '../../resolve/parts/data-server.js';
import { byHand, type Change, type Repair } from '../../resolve/repair.js';
import { type ConfigFile, type ConfigValue, configFiles } from '../config-file.js';

interface Monitor {
  readonly config: ConfigFile;
  readonly value: ConfigValue;
  readonly name: string;
  readonly host: string;
  readonly quorum: number;
}

/** What the Sentinels watch, by the name of the primary; several files that watch the same one are several Sentinels. */
export function sentinels(facts: Facts): readonly Failover[] {
  const monitors = configFiles(facts, 'sentinel').flatMap(monitorsOf);
  const names = [...new Set(monitors.map(({ name }) => name))];
  return names.flatMap((name) => {
    const all = monitors.filter((monitor) => monitor.name === name);
    const [first] = all;
    return first ? [failoverOf(first, all)] : [];
  });
}

function monitorsOf(config: ConfigFile): readonly Monitor[] {
  return config.all('sentinel monitor').flatMap((value) => {
    const [name = '', host = '', , quorum = ''] = value.text.split(' ');
    return /^\d+$/.test(quorum) ? [{ config, value, name, host, quorum: Number(quorum) }] : [];
  });
}

function failoverOf(first: Monitor, all: readonly Monitor[]): Failover {
  const { config, value, name, quorum } = first;
  const loopback = all
    .filter(({ host }) => /^(127(\.\d+){3}|localhost|::1)$/.test(host))
    .map((one) => said(one.value.at, `announces ${one.host} as the address of the primary`));
  return {
    label: `Sentinel for ${name}`,
    technology: 'sentinel',
    engine: 'redis',
    voters: votersOf(all),
    quorum: known(quorum, [said(value.at, `asks for ${quorum} ${quorum === 1 ? 'vote' : 'votes'}`)]),
    loopback,
    detection: detectionOf(config, name),
    repairs: { quorum: majority(all), detection: soon(all), loopback: reachable(first) },
    at: value.at,
  };
}

/** One file may be the template of every Sentinel; files that say different things stand for one each. */
function votersOf(all: readonly Monitor[]): Resolved<number> {
  const places = all.map(({ value }) => said(value.at, 'is one Sentinel'));
  if (all.length > 1) return known(all.length, places);
  return unknown('one file may be installed on several machines', places);
}

function detectionOf(config: ConfigFile, name: string): Resolved<number> {
  const set = config.all('sentinel down-after-milliseconds').find(({ text }) => text.startsWith(`${name} `));
  const milliseconds = Number(set?.text.split(' ')[1]);
  if (set && Number.isFinite(milliseconds)) return known(milliseconds / 1000, [set.because]);
  return known(30, [
    said(config.first, `sets no down-after-milliseconds for ${name}`),
    { at: { builtin: 'redis 7, sentinel.conf' }, says: '30 seconds' },
  ]);
}

/** Sentinels write their own file over: what runs has to be told too. */
function told(name: string, option: string): string {
  return `Tell each Sentinel that runs: redis-cli -p 26379 SENTINEL SET ${name} ${option}`;
}

/** More than half of the Sentinels; two where their number is not known. */
function majority(all: readonly Monitor[]): Repair | undefined {
  const [first] = all;
  if (!first) return undefined;
  const third = 'Start Sentinels on three machines that do not fail together';
  if (all.length === 2) return byHand('Run three Sentinels', third, `Then ask for two votes in every file: "sentinel monitor ${first.name} ${first.host} 6379 2"`);
  const votes = Math.max(2, Math.floor(all.length / 2) + 1);
  const changes = all
    .filter(({ quorum }) => quorum !== votes)
    .map(({ value }): Change => ({ is: 'replace', at: value.at, text: `sentinel monitor ${value.text.replace(/(?<!\d)\d+$/, String(votes))}` }));
  return {
    title: `Ask for ${votes} votes`,
    safety: 'unsafe',
    changes,
    needs: [told(first.name, `quorum ${votes}`), ...(all.length === 1 ? [third] : [])],
  };
} // biome-ignore format: one record

function soon(all: readonly Monitor[]): Repair | undefined {
  const [first] = all;
  if (!first) return undefined;
  const text = `sentinel down-after-milliseconds ${first.name} 5000`;
  const changes = all.map(({ config, value, name }): Change => {
    const set = config.all('sentinel down-after-milliseconds').find((one) => one.text.startsWith(`${name} `));
    return set ? { is: 'replace', at: set.at, text } : { is: 'lines', at: value.at, text: [text] };
  });
  return { title: 'Give a silent primary up after five seconds', safety: 'unsafe', changes, needs: [told(first.name, 'down-after-milliseconds 5000')] };
} // biome-ignore format: one record

function reachable({ name, host }: Monitor): Repair {
  return byHand(
    'Name the primary by an address that all servers reach',
    `Write that address in place of ${host} behind "sentinel monitor ${name}", in the file of every Sentinel`,
    'Where containers or NAT hide the address of a Sentinel: "sentinel announce-ip <address>" in its file, and "replica-announce-ip <address>" in redis.conf',
  );
}
