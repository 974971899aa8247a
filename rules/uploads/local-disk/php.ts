import { examples } from 'ha-ready/rule';

const restored = (move: string, drop: string) => `<?php
function emptyWork()
{
    $all = new RecursiveIteratorIterator(new RecursiveDirectoryIterator('../work', FilesystemIterator::SKIP_DOTS), RecursiveIteratorIterator::CHILD_FIRST);
    foreach ($all as $one) {
        ${drop}
    }
}
if (isset($_FILES['backup'])) {
    $target = '../work/backup.zip';
    ${move};
    readBackup($target);
    emptyWork();
}
`;

export default examples([
  {
    on: 'php-8',
    about: 'move_uploaded_file into a folder; not when the file goes on to object storage',
    bad: {
      'public/upload.php':
        "<?php\n«move_uploaded_file($_FILES['photo']['tmp_name'], __DIR__ . '/uploads/' . bin2hex(random_bytes(8)))»;\n",
    },
    good: {
      'public/upload.php':
        "<?php\nfunction store($s3) {\n    move_uploaded_file($_FILES['photo']['tmp_name'], '/tmp/photo');\n    $s3->putObject(['Bucket' => 'media', 'SourceFile' => '/tmp/photo']);\n}\n",
    },
  },
  {
    on: 'php-8',
    about: 'a folder that every server mounts',
    profile: { sharedPaths: ['uploads'] },
    good: {
      'public/upload.php': "<?php\nmove_uploaded_file($_FILES['photo']['tmp_name'], __DIR__ . '/uploads/' . $name);\n",
    },
  },
  {
    on: 'php-8',
    about:
      'a storage that a container hands out by a name: who moves what was sent answers a request, whoever calls it',
    bad: {
      'app/Storage/Disk.php':
        "<?php\nnamespace Shop\\Storage;\n\nfinal class Disk implements Storage\n{\n    public function __construct(private string $folder)\n    {\n    }\n\n    public function keep(string $sent, string $key): bool\n    {\n        return «move_uploaded_file($sent, $this->folder . '/' . $key)»;\n    }\n}\n",
      'app/Storage/Storage.php':
        '<?php\nnamespace Shop\\Storage;\n\ninterface Storage\n{\n    public function keep(string $sent, string $key): bool;\n}\n',
      'public/upload.php':
        "<?php\nrequire __DIR__ . '/../app/container.php';\n\n$container['storage']->keep($_FILES['photo']['tmp_name'], $_POST['name']);\n",
    },
  },
  {
    on: 'php-8',
    about: 'the disk of a library that a file of settings makes for the container of the app; one in a bucket',
    bad: {
      'config/services.php':
        "<?php\n\nuse League\\Flysystem\\Local\\LocalFilesystemAdapter;\n\nreturn [\n    'documents' => fn () => «new LocalFilesystemAdapter(__DIR__ . '/../documents')»,\n];\n",
    },
    good: {
      'config/services.php':
        "<?php\n\nuse Aws\\S3\\S3Client;\nuse League\\Flysystem\\AwsS3V3\\AwsS3V3Adapter;\n\nreturn [\n    'documents' => fn () => new AwsS3V3Adapter(new S3Client(['region' => getenv('AWS_REGION')]), getenv('BUCKET')),\n];\n",
    },
  },
  {
    on: 'php-8',
    about:
      'the service manager of Laminas says which class stands behind an interface; a file of settings of the app overrides its module',
    bad: {
      'module/Shop/config/module.config.php':
        "<?php\nnamespace Shop;\n\nreturn [\n    'service_manager' => [\n        'aliases' => ['Shop\\Store' => 'Shop\\Store\\Disk'],\n        'factories' => [\n            'Shop\\Store\\Disk' => Store\\DiskFactory::class,\n            'Shop\\Store\\Bucket' => Store\\BucketFactory::class,\n        ],\n    ],\n];\n",
      'module/Shop/src/Store/Store.php':
        '<?php\nnamespace Shop\\Store;\n\ninterface Store\n{\n    public function put(string $source, string $key): void;\n}\n',
      'module/Shop/src/Store/Disk.php':
        "<?php\nnamespace Shop\\Store;\n\nfinal class Disk implements Store\n{\n    public function __construct(private string $folder)\n    {\n    }\n\n    public function put(string $source, string $key): void\n    {\n        «copy($source, $this->folder . '/' . $key)»;\n    }\n}\n",
      'module/Shop/src/Store/DiskFactory.php':
        "<?php\nnamespace Shop\\Store;\n\nuse Psr\\Container\\ContainerInterface;\n\nfinal class DiskFactory\n{\n    public function __invoke(ContainerInterface $services): Disk\n    {\n        return new Disk(dirname(__DIR__, 4) . '/files');\n    }\n}\n",
      'module/Shop/src/Store/Bucket.php':
        "<?php\nnamespace Shop\\Store;\n\nfinal class Bucket implements Store\n{\n    public function __construct(private \\Aws\\S3\\S3Client $client)\n    {\n    }\n\n    public function put(string $source, string $key): void\n    {\n        $this->client->putObject(['Bucket' => 'shop', 'Key' => $key, 'SourceFile' => $source]);\n    }\n}\n",
      'module/Shop/src/Store/BucketFactory.php':
        '<?php\nnamespace Shop\\Store;\n\nuse Psr\\Container\\ContainerInterface;\n\nfinal class BucketFactory\n{\n    public function __invoke(ContainerInterface $services): Bucket\n    {\n        return new Bucket($services->get(\\Aws\\S3\\S3Client::class));\n    }\n}\n',
      'module/Shop/src/Controller/PhotoController.php':
        "<?php\nnamespace Shop\\Controller;\n\nuse Laminas\\Mvc\\Controller\\AbstractActionController;\nuse Psr\\Container\\ContainerInterface;\n\nfinal class PhotoController extends AbstractActionController\n{\n    public function __construct(private ContainerInterface $services)\n    {\n    }\n\n    public function addAction(): void\n    {\n        $store = $this->services->get('Shop\\Store');\n        $store->put($_FILES['photo']['tmp_name'], 'photos/' . bin2hex(random_bytes(8)));\n    }\n}\n",
    },
    good: {
      'config/autoload/store.global.php':
        "<?php\nreturn ['service_manager' => ['aliases' => ['Shop\\Store' => 'Shop\\Store\\Bucket']]];\n",
      'module/Shop/config/module.config.php':
        "<?php\nnamespace Shop;\n\nreturn [\n    'service_manager' => [\n        'aliases' => ['Shop\\Store' => 'Shop\\Store\\Disk'],\n        'factories' => [\n            'Shop\\Store\\Disk' => Store\\DiskFactory::class,\n            'Shop\\Store\\Bucket' => Store\\BucketFactory::class,\n        ],\n    ],\n];\n",
      'module/Shop/src/Store/Disk.php':
        "<?php\nnamespace Shop\\Store;\n\nfinal class Disk\n{\n    public function __construct(private string $folder)\n    {\n    }\n\n    public function put(string $source, string $key): void\n    {\n        copy($source, $this->folder . '/' . $key);\n    }\n}\n",
      'module/Shop/src/Store/DiskFactory.php':
        "<?php\nnamespace Shop\\Store;\n\nuse Psr\\Container\\ContainerInterface;\n\nfinal class DiskFactory\n{\n    public function __invoke(ContainerInterface $services): Disk\n    {\n        return new Disk(dirname(__DIR__, 4) . '/files');\n    }\n}\n",
      'module/Shop/src/Store/Bucket.php':
        "<?php\nnamespace Shop\\Store;\n\nfinal class Bucket\n{\n    public function __construct(private \\Aws\\S3\\S3Client $client)\n    {\n    }\n\n    public function put(string $source, string $key): void\n    {\n        $this->client->putObject(['Bucket' => 'shop', 'Key' => $key, 'SourceFile' => $source]);\n    }\n}\n",
      'module/Shop/src/Store/BucketFactory.php':
        '<?php\nnamespace Shop\\Store;\n\nuse Psr\\Container\\ContainerInterface;\n\nfinal class BucketFactory\n{\n    public function __invoke(ContainerInterface $services): Bucket\n    {\n        return new Bucket($services->get(\\Aws\\S3\\S3Client::class));\n    }\n}\n',
      'module/Shop/src/Controller/PhotoController.php':
        "<?php\nnamespace Shop\\Controller;\n\nuse Laminas\\Mvc\\Controller\\AbstractActionController;\nuse Psr\\Container\\ContainerInterface;\n\nfinal class PhotoController extends AbstractActionController\n{\n    public function __construct(private ContainerInterface $services)\n    {\n    }\n\n    public function addAction(): void\n    {\n        $store = $this->services->get('Shop\\Store');\n        $store->put($_FILES['photo']['tmp_name'], 'photos/' . bin2hex(random_bytes(8)));\n    }\n}\n",
    },
  },
  {
    on: 'php-8',
    about: 'files as the controllers of Laminas are given them',
    bad: {
      'module/Shop/src/Controller/ScanController.php':
        "<?php\nnamespace Shop\\Controller;\n\nuse Laminas\\Mvc\\Controller\\AbstractActionController;\n\nfinal class ScanController extends AbstractActionController\n{\n    public function addAction(): void\n    {\n        $scan = $this->params()->fromFiles('scan');\n        «copy($scan['tmp_name'], dirname(__DIR__, 4) . '/scans/' . bin2hex(random_bytes(8)))»;\n    }\n}\n",
    },
    good: {
      'module/Shop/src/Controller/ScanController.php':
        "<?php\nnamespace Shop\\Controller;\n\nuse Laminas\\Mvc\\Controller\\AbstractActionController;\n\nfinal class ScanController extends AbstractActionController\n{\n    public function __construct(private \\Aws\\S3\\S3Client $bucket)\n    {\n    }\n\n    public function addAction(): void\n    {\n        $scan = $this->params()->fromFiles('scan');\n        $this->bucket->putObject(['Bucket' => 'shop', 'Key' => bin2hex(random_bytes(8)), 'SourceFile' => $scan['tmp_name']]);\n    }\n}\n",
    },
  },
  {
    on: 'php-8',
    about: 'the work folder is emptied file by file once the file is used; a sweep that takes the old ones leaves it',
    bad: { 'public/restore.php': restored("«move_uploaded_file($_FILES['backup']['tmp_name'], $target)»", 'if ($one->getMTime() < time() - 86400) unlink($one->getRealPath());') },
    good: { 'public/restore.php': restored("move_uploaded_file($_FILES['backup']['tmp_name'], $target)", "$drop = $one->isDir() ? 'rmdir' : 'unlink';\n        $drop($one->getRealPath());") },
  }, // biome-ignore format: one example
]);
