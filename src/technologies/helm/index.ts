import { known, said } from '../../resolve/evidence.js';
import type { Secret } from '../../resolve/parts/boot-step.js';
import { reader, technology } from '../technology.js';
import { chartManifests } from './manifests.js';
import type { RenewedKey } from './renewed.js';

/** Files of a chart that are longer say nothing to its templates. */
const longest = 400_000;

/** Charts: their files as they stand, rendered once all are there; `kubernetes` judges the manifests. */
export default technology({
  name: 'helm',
  title: 'Helm',
  readers: [
    reader({
      language: 'text',
      paths:
        /(^|\/)(Chart|requirements)\.ya?ml$|(^|\/)[^/]*values[^/]*\.ya?ml$|(^|\/)templates\/.*\.(tpl|ya?ml|json|txt)$|(^|\/)(files|charts?\/[^/]+|helm|chart)\/(?!.*(^|\/)templates\/).*\.(conf|cfg|cnf|ini|json|ya?ml|toml|sh|tpl|txt|properties|php|py|rb|lua|sql|xml|env)$/,
      *extract(text, source) {
        if (text.length > longest) return;
        yield { kind: 'chart-file', text, at: { file: source.path, start: 0, end: text.length } };
      },
    }),
  ],
  detect(facts) {
    const chart = facts.of('chart-file').find(({ at }) => /(^|\/)Chart\.ya?ml$/.test(at.file));
    return chart && { at: { ...chart.at, end: chart.at.start }, infrastructure: true };
  },
  deployment(facts) {
    const seen = new Set<string>();
    const charts = chartManifests(facts);
    const unseen = charts.flatMap((chart) => chart.unseen);
    return {
      secrets: charts.flatMap(({ renewed }) => renewed.map(secretOf)),
      services: charts.flatMap(({ services }) => services),
      unseen: unseen.filter(({ at, says }) => {
        const key = `${at.file} ${says}`;
        return !seen.has(key) && seen.add(key);
      }),
    };
  },
});

function secretOf({ name, at }: RenewedKey): Secret {
  return {
    label: name,
    technology: 'helm',
    origin: known('random-per-release', [said(at, 'is a random text, and nothing looks for the one that is in use')]),
    at,
  };
}
