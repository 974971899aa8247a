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
  {
    on: 'php-8',
    about: 'from a copy of what the server says, by one function among others that ask who the peer is',
    bad: {
      'public/request.php':
        "<?php\n\nclass Request\n{\n    public function __construct(private array $server)\n    {\n    }\n\n    public function address(): string\n    {\n        $peer = $this->server['REMOTE_ADDR'];\n        return $peer === '10.0.0.2' ? $this->server['HTTP_X_FORWARDED_FOR'] : $peer;\n    }\n\n    public function host(): string\n    {\n        return «$this->server['HTTP_X_FORWARDED_HOST']» ?? $this->server['HTTP_HOST'];\n    }\n}\n\necho (new Request($_SERVER))->host();\n",
    },
  },
]);
