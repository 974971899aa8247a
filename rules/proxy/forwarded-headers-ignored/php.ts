import { examples } from 'ha-ready/rule';

const plainLink =
  "<?php\n\nfunction link_to(string $path): string\n{\n    $scheme = empty($_SERVER['HTTPS']) ? 'http' : 'https';\n    return $scheme . '://' . $_SERVER['HTTP_HOST'] . $path;\n}\n";

export default examples([
  {
    on: 'php-8',
    about: 'code that asks for the scheme of the peer, and knows of no proxy',
    bad: { 'public/links.php': plainLink.replace("$_SERVER['HTTPS']", "«$_SERVER['HTTPS']»") },
    good: {
      'public/links.php': plainLink,
      'public/index.php':
        "<?php\n\nif (($_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '') === 'https') {\n    $_SERVER['HTTPS'] = 'on';\n}\nrequire 'links.php';\n",
    },
  },
  {
    on: 'php-8',
    about: 'headers of proxies that a list of settings names, or that the web server reads',
    good: {
      'public/index.php': "<?php\n\n$log->info($_SERVER['REMOTE_ADDR']);\n",
      'config/proxies.php': "<?php\n\nreturn ['headers' => ['HTTP_X_FORWARDED_FOR', 'HTTP_X_REAL_IP']];\n",
    },
  },
  {
    on: 'php-8',
    about: 'nginx puts the address of the client there',
    good: {
      'public/index.php': "<?php\n\n$log->info($_SERVER['REMOTE_ADDR']);\n",
      'deploy/nginx.conf':
        'http {\n  server {\n    listen 80;\n    set_real_ip_from 10.0.0.0/8;\n    real_ip_header X-Forwarded-For;\n    root /srv/shop/public;\n    location ~ \\.php$ {\n      fastcgi_pass app:9000;\n    }\n  }\n}\n',
    },
  },
]);
