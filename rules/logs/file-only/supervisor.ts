import { examples } from 'ha-ready/rule';

const image =
  'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nEXPOSE 8000\nCMD ["supervisord", "-n", "-c", "supervisord.conf"]\n';
const program = (name: string, more: string) => `[program:${name}]\ncommand=/usr/local/bin/shop ${name}\n${more}`;
const toConsole =
  'stdout_logfile=/dev/stdout\nstdout_logfile_maxbytes=0\nstderr_logfile=/dev/stderr\nstderr_logfile_maxbytes=0\n';

export default examples([
  {
    on: 'compose-2',
    about: 'programs whose output supervisord writes into files of the container: one finding for a configuration',
    bad: {
      Dockerfile: image,
      'compose.yaml': '',
      'supervisord.conf': `${program('serve', '«stdout_logfile=/var/log/shop/serve.log»\nstderr_logfile=/var/log/shop/serve-errors.log\n')}${program('work', 'stdout_logfile=/var/log/shop/work.log\nredirect_stderr=true\n')}`,
    },
    good: {
      Dockerfile: image,
      'compose.yaml': '',
      'supervisord.conf': program('serve', toConsole) + program('work', toConsole),
    },
  },
  {
    on: 'compose-2',
    about: 'the errors, which is where the app logs, go to the console; a configuration that nothing starts',
    good: {
      Dockerfile: image,
      'compose.yaml': '',
      'supervisord.conf': program('serve', 'stdout_logfile=/var/log/shop/serve.log\nstderr_logfile=/dev/stderr\n'),
      'contrib/supervisord-host.conf': program('work', 'stdout_logfile=/var/log/shop/work.log\nredirect_stderr=true\n'),
    },
  },
]);
