import { examples } from 'ha-ready/rule';

const shell =
  '<?php\nnamespace Shop;\n\nfinal class Shell\n{\n    public function execute(string $command): string\n    {\n        exec($command, $output, $code);\n        return implode(PHP_EOL, $output);\n    }\n}\n';
const jobs = (end: string) =>
  `<?php\nnamespace Shop;\n\nfinal class Jobs\n{\n    public function __construct(private Shell $execute)\n    {\n    }\n\n    public function execute(int $job): void\n    {\n        $command = sprintf('php %s --job %d', escapeshellarg(__DIR__ . '/../bin/job.php'), $job);\n        ${end}\n    }\n}\n`;
const config =
  "<?php\nnamespace Shop;\n\nuse Laminas\\ServiceManager\\Factory\\InvokableFactory;\n\nreturn [\n    'service_manager' => ['factories' => [Jobs::class => JobsFactory::class, Shell::class => InvokableFactory::class]],\n    'controller_plugins' => ['factories' => ['jobs' => JobsPluginFactory::class]],\n];\n";
const factories = {
  'module/Shop/src/JobsFactory.php':
    '<?php\nnamespace Shop;\n\nuse Psr\\Container\\ContainerInterface;\n\nfinal class JobsFactory\n{\n    public function __invoke(ContainerInterface $services): Jobs\n    {\n        return new Jobs($services->get(Shell::class));\n    }\n}\n',
  'module/Shop/src/JobsPluginFactory.php':
    '<?php\nnamespace Shop;\n\nuse Psr\\Container\\ContainerInterface;\n\nfinal class JobsPluginFactory\n{\n    public function __invoke(ContainerInterface $services): JobsPlugin\n    {\n        return new JobsPlugin($services->get(Jobs::class));\n    }\n}\n',
  'module/Shop/src/JobsPlugin.php':
    '<?php\nnamespace Shop;\n\nuse Laminas\\Mvc\\Controller\\Plugin\\AbstractPlugin;\n\nfinal class JobsPlugin extends AbstractPlugin\n{\n    public function __construct(private Jobs $jobs)\n    {\n    }\n\n    public function __invoke(): Jobs\n    {\n        return $this->jobs;\n    }\n}\n',
  'module/Shop/src/ImportController.php':
    "<?php\nnamespace Shop;\n\nuse Laminas\\Mvc\\Controller\\AbstractActionController;\n\nfinal class ImportController extends AbstractActionController\n{\n    public function startAction(): void\n    {\n        $this->jobs()->execute((int) $this->params()->fromPost('job'));\n    }\n}\n",
};

/** Work that a request leaves to a program which it starts and does not wait for. */
export default examples([
  {
    on: 'php-8',
    about: 'a command line that ends with `&`; one that is waited for',
    bad: {
      'public/import.php':
        '<?php\n$file = escapeshellarg($_POST[\'file\']);\n«exec("nohup php ../bin/import.php $file > /dev/null 2>&1 &")»;\n',
    },
    good: {
      'public/import.php':
        '<?php\n$file = escapeshellarg($_POST[\'file\']);\nexec("php ../bin/import.php $file 2>&1 && echo done", $lines);\n',
    },
  },
  {
    on: 'php-8',
    about:
      'it is put together in a service of Laminas, which a plugin of controllers gives, and is run by another one that a property of the same name as the method holds',
    bad: {
      'module/Shop/config/module.config.php': config,
      'module/Shop/src/Shell.php': shell,
      'module/Shop/src/Jobs.php': jobs("«$this->execute->execute(sprintf('%s > /dev/null 2>&1 &', $command))»;"),
      ...factories,
    },
    good: {
      'module/Shop/config/module.config.php': config,
      'module/Shop/src/Shell.php': shell,
      'module/Shop/src/Jobs.php': jobs('$this->execute->execute($command);'),
      ...factories,
    },
  },
]);
