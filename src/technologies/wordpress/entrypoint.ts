import type { Fact } from '../../facts/fact.js';
import type { ShellCommand, ShellScript } from '../../parse/shell.js';
import type { Source } from '../../read/source.js';

/** What a start script does to WordPress itself: makes keys, unpacks or downloads the code, installs plugins. */
export function* entrypointFacts(script: ShellScript, source: Source): Iterable<Fact> {
  let copied = false;
  for (const command of script.commands) {
    const what = purposeOf(command, source.text);
    if (!what || (what === 'copies-code' && copied)) continue;
    copied ||= what === 'copies-code';
    yield {
      kind: 'use',
      technology: 'wordpress',
      what,
      name: source.text.slice(command.start, command.end).split('\n', 1)[0]?.trim() ?? '',
      at: { file: source.path, start: command.start, end: command.end },
    };
  }
}

function purposeOf(command: ShellCommand, text: string): string | undefined {
  const name = command.name.text;
  const written = text.slice(command.start, command.end);
  if (
    /^(awk|gawk|sed|perl|php)$/.test(name) &&
    /put your unique phrase here|_(KEY|SALT)\b/.test(written) &&
    /random|sha1sum|openssl|uuid/.test(written)
  )
    return 'makes-keys';
  if (/^(curl|wget)$/.test(name) && written.includes('api.wordpress.org/secret-key')) return 'makes-keys';
  if (
    /^(tar|rsync|cp)$/.test(name) &&
    (/\/usr\/src\/wordpress/.test(written) || (name === 'tar' && /sourceTarArgs/.test(written)))
  )
    return 'copies-code';
  if (name !== 'wp') return undefined;
  const words = command.args.map((arg) => arg.text).filter((word) => !word.startsWith('-'));
  const [group, action] = words;
  if (group === 'config' && (action === 'shuffle-salts' || (action === 'create' && !/--skip-salts/.test(written))))
    return 'makes-keys';
  if (group === 'core' && action === 'download') return 'downloads-code';
  if ((group === 'plugin' || group === 'theme') && /^(install|update)$/.test(action ?? '')) return 'downloads-code';
  if (group === 'cron' && action === 'event') return 'runs-cron';
  return undefined;
}
