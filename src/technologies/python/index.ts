import type { Fact } from '../../facts/fact.js';
import type { SyntaxTree } from '../../parse/syntax-node.js';
import { reader, technology } from '../technology.js';
import { callFacts } from './calls.js';
import { parts } from './parts.js';
import { routeFacts } from './routes.js';
import { statementsOf } from './statements.js';
import { optionalStretches } from './templated.js';

/** Files that hold settings, or that settings take something from. */
const configPath =
  /(^|\/)(gunicorn[\w.-]*|[\w-]*(settings?|config|conf|constants|defaults|env|environ|secrets?|celery|celery_app|gunicorn|hypercorn|extensions|factory|application|production|prod|base|common)[\w-]*|settings\/.+|config\/.+|conf\/.+|(wsgi|asgi|main|app|server|run|manage|__init__|db|database|cache|limiter|tasks|worker|scheduler|hello|index|urls))\.py$/;
const configText =
  /\b(environ|getenv|BaseSettings|create_async_engine|create_app|INSTALLED_APPS|create_engine|DJANGO_SETTINGS_MODULE|configparser|decouple|socketio)\b|\b(Limiter|SocketIO|Flask|FastAPI|Celery)\(|\bclass \w*(Config|Settings|Production)\b|\bSQLALCHEMY_|^[A-Z][A-Z0-9_]+(: [^=\n]+)? = /m;
const aside = /(^|\/)(migrations|alembic\/versions|locale|node_modules|site-packages)\//;

export default technology({
  name: 'python',
  title: 'Python',
  readers: [
    reader({
      language: 'python',
      paths: /\.py$/,
      extract: (tree, source) => pythonFacts(tree, source.path),
    }),
    reader({
      language: 'plain-ini',
      paths: /(^|\/)[\w.-]+\.(ini|cfg)$/,
      *extract(tree, { path }): Iterable<Fact> {
        for (const section of tree.sections) {
          for (const { key, value } of section.entries) {
            const at = { file: path, start: key.start, end: value?.end ?? key.end };
            const full = `${section.name.text}.${key.text}`;
            yield {
              kind: 'setting',
              technology: 'ini',
              key: full,
              value: { is: 'literal', value: value?.text ?? '', at },
              at,
            };
          }
        }
      },
    }),
  ],
  detect(facts, files) {
    const file = files.find((path) => path.endsWith('.py'));
    if (file === undefined) return undefined;
    const found = facts.of('dependency').find((dependency) => dependency.ecosystem === 'pypi');
    return { at: found?.at ?? { file, start: 0, end: 0 } };
  },
  parts,
});

function* pythonFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  if (aside.test(path)) return;
  const file = { path, text: tree.text, optional: optionalStretches(tree.text) };
  const holdsSettings = configPath.test(path) || configText.test(tree.text);
  yield {
    kind: 'python-module',
    statements: statementsOf(file, tree.root),
    ...(holdsSettings ? {} : { plain: true as const }),
    at: { file: path, start: 0, end: tree.text.length },
  };
  yield* callFacts(tree, path);
  yield* routeFacts(tree, path);
}
