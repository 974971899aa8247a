import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'php-8',
    about: 'code that believes X-Forwarded-For from anybody',
    bad: { 'public/ip.php': "<?php\n$ip = «$_SERVER['HTTP_X_FORWARDED_FOR']» ?? '';\n" },
    good: {
      'public/ip.php':
        "<?php\n$ip = $_SERVER['REMOTE_ADDR'];\nif ($ip === '10.0.0.2') {\n    $ip = $_SERVER['HTTP_X_FORWARDED_FOR'];\n}\n",
    },
  },
  {
    on: 'php-8',
    about: 'the scheme alone: who makes one up misleads nobody else',
    good: {
      'public/url.php':
        "<?php\n$scheme = ($_SERVER['HTTP_X_FORWARDED_PROTO'] ?? 'http') === 'https' ? 'https' : 'http';\n",
    },
  },
  {
    on: 'php-8',
    about: "the peer's address is read, which the web server corrects for known proxies",
    bad: {
      'public/index.php':
        "<?php\n\n$client = «$_SERVER['HTTP_X_FORWARDED_FOR']» ?? '';\n$log->info($_SERVER['HTTP_X_FORWARDED_FOR']);\n",
    },
    fixed: {
      'public/index.php': "<?php\n\n$client = $_SERVER['REMOTE_ADDR'] ?? '';\n$log->info($_SERVER['REMOTE_ADDR']);\n",
    },
  },
]);
