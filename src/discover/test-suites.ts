import { join, posix } from 'node:path';
import { readControl } from '../read/guarded.js';

/** Files that a test runner was told to run: all below a folder whose names end so. */
export interface TestSuite {
  readonly folder: string;
  readonly suffix: string;
}

const settings = ['phpunit.xml', 'phpunit.xml.dist', 'phpunit.dist.xml'];

/**
 * The suites that the settings of PHPUnit in a folder name, relative to the root; without a suffix of its own a suite holds what ends with `Test.php`
 * (docs.phpunit.de 11, configuration, testsuite/directory).
 */
export function suitesIn(root: string, folder: string, beside: ReadonlySet<string>): readonly TestSuite[] {
  const name = settings.find((one) => beside.has(one));
  const text = name === undefined ? undefined : readControl(join(root, folder, name), { within: root });
  if (typeof text !== 'string') return [];
  return text
    .split(/<testsuite[\s>]/)
    .slice(1)
    .flatMap((suite) => (suite.split('</testsuite>')[0] ?? '').split('<directory').slice(1))
    .flatMap((directory) => {
      const open = directory.indexOf('>');
      const path = directory.slice(open + 1, directory.indexOf('<', open)).trim();
      const at = posix.join(folder, path).replace(/\/$/, '');
      if (open < 0 || path === '' || path.includes('*') || at === '..' || at.startsWith('../')) return [];
      return [{ folder: at, suffix: /\bsuffix="([^"]*)"/.exec(directory.slice(0, open))?.[1] ?? 'Test.php' }];
    });
}

/** Whether a suite holds a file. */
export function isTestOf(suites: readonly TestSuite[], path: string): boolean {
  return suites.some(({ folder, suffix }) => path.endsWith(suffix) && (folder === '.' ? suffix !== '.php' : path.startsWith(`${folder}/`))); // biome-ignore format: one condition
}
