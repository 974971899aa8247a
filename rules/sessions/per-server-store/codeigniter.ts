import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'codeigniter-4',
    bad: {
      'app/Config/Session.php':
        '<?php\nnamespace Config;\nuse CodeIgniter\\Session\\Handlers\\FileHandler;\nclass Session extends \\CodeIgniter\\Config\\BaseConfig {\n    public string $driver = «FileHandler::class»;\n}\n',
    },
    good: {},
  },
  {
    on: 'codeigniter-4',
    about: 'CodeIgniter 3 says it in an array',
    bad: {
      'app/Config/Session.php': null,
      'app/Config/Database.php': null,
      'application/config/config.php':
        "<?php\n$config['sess_driver'] = «'files'»;\n$config['proxy_ips'] = '10.0.0.2';\n",
    },
  },
]);
