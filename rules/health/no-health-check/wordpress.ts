import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'wordpress-6',
    about: 'WordPress has no health endpoint of its own; a script in the web root is one',
    bad: { 'health.php': null },
    fixed: {
      'health.php':
        "<?php\n\n// a balancer asks this page whether to send users to this copy; no plugin is loaded\ndefine('SHORTINIT', true);\nrequire __DIR__ . '/wp-load.php';\n\n$healthy = (bool) $wpdb->get_var('SELECT 1');\n\nhttp_response_code($healthy ? 200 : 503);\nheader('Content-Type: text/plain');\nheader('Cache-Control: no-store');\necho $healthy ? 'ok' : 'not ready';\n",
    },
    good: {},
  },
  {
    on: 'wordpress-6-bedrock',
    about: 'in Bedrock the web root is web/, and WordPress itself is below it',
    bad: { 'web/health.php': null },
    fixed: {
      'web/health.php':
        "<?php\n\n// a balancer asks this page whether to send users to this copy; no plugin is loaded\ndefine('SHORTINIT', true);\nrequire __DIR__ . '/wp/wp-load.php';\n\n$healthy = (bool) $wpdb->get_var('SELECT 1');\n\nhttp_response_code($healthy ? 200 : 503);\nheader('Content-Type: text/plain');\nheader('Cache-Control: no-store');\necho $healthy ? 'ok' : 'not ready';\n",
    },
  },
]);
