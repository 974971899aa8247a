import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: 'what a condition takes for a file that was sent is one, wherever it was found',
    bad: {
      'src/Service/Pictures.php':
        "<?php\n\nnamespace App\\Service;\n\nuse Symfony\\Component\\HttpFoundation\\File\\UploadedFile;\nuse Symfony\\Component\\PropertyAccess\\PropertyAccessorInterface;\n\nclass Pictures\n{\n    public function __construct(private PropertyAccessorInterface $accessor, private string $publicPath)\n    {\n    }\n\n    public function keep(object $entity, string $property): void\n    {\n        $file = $this->accessor->getValue($entity, $property);\n        if ($file instanceof UploadedFile) {\n            «$file->move($this->publicPath.'/uploads', $file->hashName())»;\n        }\n    }\n}\n",
    },
    good: {
      'src/Service/Pictures.php':
        '<?php\n\nnamespace App\\Service;\n\nuse Symfony\\Component\\HttpFoundation\\File\\UploadedFile;\nuse Symfony\\Component\\PropertyAccess\\PropertyAccessorInterface;\n\nclass Pictures\n{\n    public function __construct(private PropertyAccessorInterface $accessor, private string $publicPath)\n    {\n    }\n\n    public function keep(object $entity, string $property): void\n    {\n        $file = $this->accessor->getValue($entity, $property);\n        if ($file instanceof UploadedFile) {\n            $file->move(sys_get_temp_dir(), $file->hashName());\n        }\n    }\n}\n',
    },
  },
  {
    on: 'symfony-7',
    about: 'a Flysystem storage with the local adapter',
    bad: {
      'config/packages/flysystem.yaml':
        "flysystem:\n    storages:\n        default.storage:\n            adapter: «'local'»\n            options:\n                directory: '%kernel.project_dir%/var/storage'\n",
    },
    good: {
      'config/packages/flysystem.yaml':
        "flysystem:\n    storages:\n        default.storage:\n            adapter: 'asyncaws'\n            options: { client: s3, bucket: media }\n",
    },
    unclear: {
      'config/packages/flysystem.yaml':
        "flysystem:\n    storages:\n        default.storage:\n            adapter: 'App\\Storage'\n",
    },
  },
  {
    on: 'symfony-7',
    about: 'Vich moves uploads into a folder, and so does code that calls move()',
    bad: {
      'config/packages/vich_uploader.yaml':
        "vich_uploader:\n    db_driver: orm\n    mappings:\n        products:\n            uri_prefix: /images\n            upload_destination: «'%kernel.project_dir%/public/images'»\n",
      'src/Controller/AvatarController.php':
        '<?php\nnamespace App\\Controller;\n\nuse Symfony\\Component\\HttpFoundation\\Request;\nuse Symfony\\Component\\Routing\\Attribute\\Route;\n\nfinal class AvatarController\n{\n    #[Route("/avatar")]\n    public function save(Request $request, string $dir): void\n    {\n        $file = $request->files->get("avatar");\n        «$file->move($dir, "a.png")»;\n    }\n}\n',
    },
    good: {
      'config/packages/vich_uploader.yaml':
        'vich_uploader:\n    db_driver: orm\n    storage: flysystem\n    mappings:\n        products: { uri_prefix: /images, upload_destination: products.storage }\n',
    },
  },
  {
    on: 'symfony-7',
    about: 'a file that is read and removed within the request that brought it',
    bad: {
      'src/Controller/ImportController.php':
        "<?php\nnamespace App\\Controller;\n\nuse Symfony\\Component\\Form\\FormInterface;\nuse Symfony\\Component\\Routing\\Attribute\\Route;\n\nfinal class ImportController\n{\n    #[Route('/import')]\n    public function run(FormInterface $form, string $dir): void\n    {\n        $file = $form->get('file')->getData();\n        $name = uniqid() . '.json';\n        «$file->move($dir, $name)»;\n        unlink($dir . '/old.json');\n    }\n}\n",
    },
    good: {
      'src/Controller/ImportController.php':
        "<?php\nnamespace App\\Controller;\n\nuse Symfony\\Component\\Form\\FormInterface;\nuse Symfony\\Component\\Routing\\Attribute\\Route;\n\nfinal class ImportController\n{\n    #[Route('/import')]\n    public function run(FormInterface $form, string $dir): void\n    {\n        $file = $form->get('file')->getData();\n        $name = uniqid() . '.json';\n        if ($file->move($dir, $name)) {\n            $this->importer->read($dir . '/' . $name);\n            unlink($dir . '/' . $name);\n        }\n    }\n}\n",
    },
  },
]);
