import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'php-8',
    about: 'plain PHP has no health endpoint of its own',
    bad: { 'public/health.php': null },
    fixed: {
      'public/health.php':
        "<?php\n\n// a balancer asks this page whether to send users to this copy\n$healthy = true;\n\nhttp_response_code($healthy ? 200 : 503);\nheader('Content-Type: text/plain');\nheader('Cache-Control: no-store');\necho $healthy ? 'ok' : 'not ready';\n",
    },
    good: {},
  },
  {
    on: 'php-8',
    about: 'the script goes where the address that is told leads, not into the folder of one of several fronts',
    bad: {
      'public/health.php': null,
      'public/index.php': null,
      'api/index.php': "<?php\n\nrequire '../shop.php';\n",
      'index.php': "<?php\n\nrequire 'shop.php';\n",
    },
    fixed: {
      'health.php':
        "<?php\n\n// a balancer asks this page whether to send users to this copy\n$healthy = true;\n\nhttp_response_code($healthy ? 200 : 503);\nheader('Content-Type: text/plain');\nheader('Cache-Control: no-store');\necho $healthy ? 'ok' : 'not ready';\n",
    },
  },
]);
