import type { Fact, Facts } from '../../facts/fact.js';
import { spanOf } from '../../facts/program.js';
import type { HaproxyConfig } from '../../parse/haproxy.js';
import { said } from '../../resolve/evidence.js';
import type { Dashboard } from '../../resolve/parts/dashboard.js';
import type { Repair } from '../../resolve/repair.js';

/** Sections that let whoever opens the statistics page take servers out, on an address that others reach. Reading alone harms nobody's uptime. */
export function* statsPages(tree: HaproxyConfig, file: string): Iterable<Fact> {
  for (const { kind, lines } of tree.sections) {
    if (kind.text !== 'listen' && kind.text !== 'frontend') continue;
    const text = (line: (typeof lines)[number]) => line.words.map((word) => word.text).join(' ');
    const page = lines.find((line) => /^stats admin\b(?! if LOCALHOST$)/.test(text(line)));
    const local = lines
      .filter((line) => /^bind /.test(text(line)))
      .every((line) => /^bind (127\.|localhost|\[::1\]|\/|unix@|abns@)/.test(text(line)));
    if (!page || local) continue;
    const guard = lines.find((line) =>
      /^stats (auth|http-request)|^http-request (auth|deny)|^(tcp-request connection) reject|^acl .*\bsrc\b/.test(
        text(line),
      ),
    );
    const at = spanOf(file, page);
    yield {
      kind: 'use',
      technology: 'haproxy',
      what: 'stats-page',
      ...(guard ? { options: { guard: { is: 'literal', value: true, at: spanOf(file, guard) } } } : {}),
      at,
    };
  }
}

export function dashboards(facts: Facts): readonly Dashboard[] {
  return facts
    .of('use')
    .filter(({ technology, what }) => technology === 'haproxy' && what === 'stats-page')
    .map(({ options, at }) => ({
      label: 'the page of HAProxy that takes servers out',
      technology: 'haproxy',
      ...(options?.guard ? { guard: said(options.guard.at, 'asks who is there') } : {}),
      repair: readOnly(at),
      at,
    }));
}

/** LOCALHOST is an ACL that HAProxy brings along (configuration manual 2.6, 7.4). */
function readOnly(at: Dashboard['at']): Repair {
  return {
    title: 'Let the page take servers out for requests from the machine itself only',
    safety: 'unsafe',
    changes: [{ is: 'replace', at, text: 'stats admin if LOCALHOST' }],
    needs: ['Operators reach it through a tunnel (ssh -L), or give the page a login: stats auth user:password'],
  };
}
