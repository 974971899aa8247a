import { examples } from 'ha-ready/rule';

const app = (proxies: string) =>
  `<?php\n\nnamespace Config;\n\nuse CodeIgniter\\Config\\BaseConfig;\n\nclass App extends BaseConfig\n{\n    public string $baseURL = 'https://shop.example/';\n    public array $proxyIPs = ${proxies};\n}\n`;

export default examples([
  {
    on: 'codeigniter-4',
    about: 'the proxies that may say where a request comes from',
    bad: { 'app/Config/App.php': app('«[]»') },
    good: { 'app/Config/App.php': app("['10.0.0.0/8' => 'X-Forwarded-For']") },
  },
]);
