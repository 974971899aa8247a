import { reader, technology } from '../technology.js';
import { healthFact, healthScript } from './health.js';
import { iniFacts } from './ini.js';
import { parts } from './parts.js';
import { useFacts } from './uses.js';
import { writtenFacts } from './written.js';

/** Plain PHP: what the language itself keeps on one server. */
export default technology({
  name: 'php',
  title: 'PHP',
  readers: [
    reader({
      language: 'php',
      paths: /\.(php|phtml|inc)$/,
      mentions: [
        'session_start',
        'new Session',
        'SessionStorage',
        'SessionHandler',
        'SessionManager',
        'SessionFactory',
        'PhpSession',
        'X_FORWARDED',
        'X-Forwarded',
        'X_REAL_IP',
        'REMOTE_ADDR',
        'HTTPS',
        'getClientIp',
        'setTrustedProxies',
        'REQUEST_SCHEME',
        'session_set_save_handler',
        'session_module_name',
        'session.save_',
        'new PDO',
        'new SQLite3',
        'new \\SQLite3',
        'new mysqli',
        'new \\PDO',
        'new \\mysqli',
        'mysqli_connect',
        'pg_connect',
        'connect(',
        'Predis',
        'error_log(',
      ],
      extract: (tree, source) => useFacts(tree, source.path),
    }),
    reader({
      language: 'php-ini',
      paths:
        /(^|\/)(php(-\w+)?\.ini(-\w+)?|\.user\.ini|(conf\.d|php[\w.-]*|fpm|pool\.d|php-fpm\.d)\/[\w.-]+\.(ini|conf)|www\.conf|php-fpm\.conf)$/,
      mentions: ['session.', 'error_log'],
      feeds: ['sessionStores'],
      extract: (tree, source) => iniFacts(tree, source.path),
    }),
    reader({
      language: 'shell',
      paths: /\.(sh|bash|ash)$|(^|\/)[\w.-]*entry-?point[\w.-]*$/,
      mentions: ['session.save_handler', 'session.save_path'],
      feeds: ['sessionStores'],
      extract: (tree, source) => writtenFacts(tree, source),
    }),
    reader({ language: 'text', paths: healthScript, extract: (text, source) => [healthFact(text, source.path)] }),
  ],
  detect: (facts, files) => {
    const found = facts.of('dependency').find((dependency) => dependency.ecosystem === 'composer');
    if (found) return { at: found.at };
    const file = files.find((path) => /(^|\/)index\.php$/.test(path)) ?? files.find((path) => path.endsWith('.php'));
    return file === undefined ? undefined : { at: { file, start: 0, end: 0 } };
  },
  parts,
});
