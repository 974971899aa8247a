import { examples } from 'ha-ready/rule';

export default examples([
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
        '<?php\nnamespace App\\Controller;\nfinal class AvatarController { public function save($request, string $dir): void { $file = $request->files->get("avatar"); «$file->move($dir, "a.png")»; } }\n',
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
        "<?php\nnamespace App\\Controller;\nfinal class ImportController\n{\n    public function run($form, string $dir): void\n    {\n        $file = $form->get('file')->getData();\n        $name = uniqid() . '.json';\n        «$file->move($dir, $name)»;\n        unlink($dir . '/old.json');\n    }\n}\n",
    },
    good: {
      'src/Controller/ImportController.php':
        "<?php\nnamespace App\\Controller;\nfinal class ImportController\n{\n    public function run($form, string $dir): void\n    {\n        $file = $form->get('file')->getData();\n        $name = uniqid() . '.json';\n        if ($file->move($dir, $name)) {\n            $this->importer->read($dir . '/' . $name);\n            unlink($dir . '/' . $name);\n        }\n    }\n}\n",
    },
  },
]);
