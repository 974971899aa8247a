import type { InnerService } from '../../resolve/parts/inner-service.js';
import type { Reached, Started } from './start.js';
import { innerWords } from './wrappers.js';

/** A program that keeps data, by the names that it and its service of the system go by. */
export interface DataProgram {
  readonly engine: InnerService['engine'];
  readonly role: InnerService['role'];
  readonly program: RegExp;
  /** Its service of the system (Debian, Alpine). */
  readonly service: RegExp;
  /** With these it makes files and ends, or serves nobody but the script that started it. */
  readonly unless?: RegExp;
  readonly stops: RegExp;
}

/** Read: the manual pages of the programs, and the unit files of Debian's packages. */
const programs: readonly DataProgram[] = [
  { engine: 'redis', role: 'cache', program: /^(redis|valkey|keydb)-(server|stack-server)$|^dragonfly$/, service: /^(redis|valkey|keydb)(-server)?$/, unless: /--(version|help|test-memory)\b/, stops: /\b(redis|valkey)-cli\b.{0,300}\bshutdown\b/ },
  { engine: 'memcached', role: 'cache', program: /^memcached$/, service: /^memcached$/, unless: /\s-(h|V)\b/, stops: /\bmemcached\s+stop\b/ },
  { engine: 'mysql', role: 'database', program: /^(mysqld|mariadbd)([_-]safe)?$/, service: /^(mysqld?|mariadb)$/, unless: /--(initialize|bootstrap|help|version|verbose|skip-networking|skip-grant-tables|install)\b/, stops: /\b(mysqladmin|mariadb-admin)\b.{0,300}\bshutdown\b/ },
  { engine: 'postgresql', role: 'database', program: /^(postgres|postmaster|pg_ctl|pg_ctlcluster)$/, service: /^postgresql/, unless: /--(version|single|boot|describe-config|help)\b|\s(stop|reload|promote|initdb|init)\b/, stops: /\bpg_ctl(cluster)?\b.{0,300}\bstop\b/ },
  { engine: 'mongodb', role: 'database', program: /^mongod$/, service: /^mongod(b)?$/, unless: /--(version|shutdown|repair)\b/, stops: /\bmongod\b.{0,300}--shutdown\b/ },
  { engine: 'rabbitmq', role: 'broker', program: /^rabbitmq-server$/, service: /^rabbitmq(-server)?$/, stops: /\brabbitmqctl\b.{0,300}\b(stop|shutdown)\b/ },
  { engine: 'beanstalkd', role: 'broker', program: /^beanstalkd$/, service: /^beanstalkd$/, stops: /\bbeanstalkd\s+stop\b/ },
]; // biome-ignore format: one table, a program a row

/** The data program that a command starts; undefined for every other command. */
export function dataProgramOf(words: readonly string[]): DataProgram | undefined {
  const [first = '', second = '', third = ''] = innerWords(words);
  const name = first.slice(first.lastIndexOf('/') + 1);
  const text = words.join(' ');
  const service =
    /^\/etc\/init\.d\//.test(first) && /^(re)?start$/.test(second)
      ? name
      : /^(service|rc-service|invoke-rc\.d)$/.test(name) && /^(re)?start$/.test(third)
        ? second
        : /^systemctl$/.test(name) && /^(re)?start$/.test(second)
          ? third.replace(/\.service$/, '')
          : undefined;
  return programs.find((row) =>
    service === undefined ? row.program.test(name) && !row.unless?.test(` ${text}`) : row.service.test(service),
  );
}

/** The data stores that a start brings up beside what it serves, without those that it stops again. */
export function dataProgramsIn(started: Started): readonly { readonly reached: Reached; readonly row: DataProgram }[] {
  return started.reached.flatMap((reached, index) => {
    const row = reached.runs === false ? undefined : dataProgramOf(reached.command.words.map(({ value }) => value));
    if (!row || reached.command.substituted) return [];
    const service = /\b(service|rc-service)\s+\S+\s+stop\b|\/etc\/init\.d\/\S{1,99}\s+stop\b/;
    const isStopped = started.reached
      .slice(index + 1)
      .some(({ text, runs, command }) => runs !== false && command.inFunction === reached.command.inFunction && (row.stops.test(text) || (service.test(text) && row.service.test(text.split(/\s+/).at(-2) ?? ''))));
    return isStopped ? [] : [{ reached, row }];
  });
} // biome-ignore format: one question a line
