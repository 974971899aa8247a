import { extname } from 'node:path';

/**
 * What only code for a test runner loads, by the ending of a file: outside of the runner these modules are not installed (they are development packages),
 * or refuse to be loaded (vitest 3, "Vitest failed to access its internal state"). Shipped code that describes them in a text is not meant: only a load counts.
 */
const loads: readonly { readonly endings: RegExp; readonly load: RegExp }[] = [
  {
    endings: /^\.[cm]?[jt]sx?$/,
    load: /(?:\bfrom|\brequire\(|^import)\s?['"](?:vitest|@jest\/globals|node:test|bun:test|@playwright\/test|@testing-library\/[\w-]{1,40}|supertest)['"]/m,
  },
  {
    endings: /^\.py$/,
    load: /^(?:import|from) pytest(?:_\w{1,40})?\b|^from (?:django|rest_framework)\.test import [^\n]{0,200}TestCase\b/m,
  },
  {
    endings: /^\.php$/,
    load: /^use (?:PHPUnit\\Framework\\TestCase|Illuminate\\Foundation\\Testing\\\w{1,40}|Behat\\Behat\\Context\\\w{1,40});/m,
  },
  { endings: /^\.rb$/, load: /^require ['"](?:rspec|spec_helper|rails_helper|test_helper|minitest\/autorun)['"]/m },
];

/** Whether a file is code for a test runner, by what it loads. */
export function isTestCode(path: string, text: string): boolean {
  const ending = extname(path);
  return loads.some(({ endings, load }) => endings.test(ending) && load.test(text));
}
