import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: 'folders that the file of services gives to constructors, by the class and by the name of the parameter',
    bad: {
      'config/services.yaml':
        "parameters:\n    shelf.folder: '%kernel.project_dir%/shelf'\n\nservices:\n    _defaults:\n        autowire: true\n        autoconfigure: true\n        bind:\n            $top: '%kernel.project_dir%'\n\n    App\\:\n        resource: '../src/'\n\n    App\\Shelf\\Sheets:\n        arguments:\n            $folder: '%shelf.folder%/sheets'\n",
      'src/Shelf/Sheets.php':
        "<?php\n\nnamespace App\\Shelf;\n\nuse Symfony\\Component\\Filesystem\\Filesystem;\n\nclass Sheets\n{\n    public function __construct(private string $folder, private Filesystem $files)\n    {\n    }\n\n    public function keep(string $name, string $text): void\n    {\n        «$this->files->dumpFile($this->folder.'/'.$name.'.txt', $text)»;\n    }\n}\n",
      'src/Shelf/Notes.php':
        "<?php\n\nnamespace App\\Shelf;\n\nclass Notes\n{\n    private $path;\n\n    public function __construct(string $top)\n    {\n        $this->path = $top.'/notes';\n    }\n\n    public function keep(string $name, string $text): void\n    {\n        «file_put_contents($this->path.'/'.$name, $text)»;\n    }\n}\n",
      'src/Controller/SheetController.php':
        "<?php\n\nnamespace App\\Controller;\n\nuse App\\Shelf\\Notes;\nuse App\\Shelf\\Sheets;\nuse Symfony\\Component\\HttpFoundation\\Response;\nuse Symfony\\Component\\Routing\\Attribute\\Route;\n\nclass SheetController\n{\n    #[Route('/sheets/{name}', methods: ['POST'])]\n    public function store(string $name, Sheets $sheets, Notes $notes): Response\n    {\n        $sheets->keep($name, date('c'));\n        $notes->keep($name, date('c'));\n\n        return new Response();\n    }\n}\n",
    },
    good: {
      'config/services.yaml':
        "parameters:\n    shelf.folder: '%kernel.cache_dir%/shelf'\n\nservices:\n    _defaults:\n        autowire: true\n        autoconfigure: true\n        bind:\n            $top: '%kernel.cache_dir%'\n\n    App\\:\n        resource: '../src/'\n\n    App\\Shelf\\Sheets:\n        arguments:\n            $folder: '%shelf.folder%/sheets'\n",
      'src/Shelf/Sheets.php':
        "<?php\n\nnamespace App\\Shelf;\n\nuse Symfony\\Component\\Filesystem\\Filesystem;\n\nclass Sheets\n{\n    public function __construct(private string $folder, private Filesystem $files)\n    {\n    }\n\n    public function keep(string $name, string $text): void\n    {\n        $this->files->dumpFile($this->folder.'/'.$name.'.txt', $text);\n    }\n}\n",
      'src/Shelf/Notes.php':
        "<?php\n\nnamespace App\\Shelf;\n\nclass Notes\n{\n    private $path;\n\n    public function __construct(string $top)\n    {\n        $this->path = $top.'/notes';\n    }\n\n    public function keep(string $name, string $text): void\n    {\n        file_put_contents($this->path.'/'.$name, $text);\n    }\n}\n",
      'src/Controller/SheetController.php':
        "<?php\n\nnamespace App\\Controller;\n\nuse App\\Shelf\\Notes;\nuse App\\Shelf\\Sheets;\nuse Symfony\\Component\\HttpFoundation\\Response;\nuse Symfony\\Component\\Routing\\Attribute\\Route;\n\nclass SheetController\n{\n    #[Route('/sheets/{name}', methods: ['POST'])]\n    public function store(string $name, Sheets $sheets, Notes $notes): Response\n    {\n        $sheets->keep($name, date('c'));\n        $notes->keep($name, date('c'));\n\n        return new Response();\n    }\n}\n",
    },
  },
  {
    on: 'symfony-7',
    about: 'folders that are parameters of the container',
    bad: {
      'config/services.yaml':
        "parameters:\n    shelf.folder: '%kernel.project_dir%/shelf'\n\nservices:\n    _defaults:\n        autowire: true\n        autoconfigure: true\n        bind:\n            $top: '%kernel.project_dir%'\n\n    App\\:\n        resource: '../src/'\n\n    App\\Shelf\\Sheets:\n        arguments:\n            $folder: '%shelf.folder%/sheets'\n",
      'src/Controller/LetterController.php':
        "<?php\n\nnamespace App\\Controller;\n\nuse Symfony\\Bundle\\FrameworkBundle\\Controller\\AbstractController;\nuse Symfony\\Component\\DependencyInjection\\ParameterBag\\ParameterBagInterface;\nuse Symfony\\Component\\HttpFoundation\\Response;\nuse Symfony\\Component\\Routing\\Attribute\\Route;\n\nclass LetterController extends AbstractController\n{\n    #[Route('/letters/{name}', methods: ['POST'])]\n    public function store(string $name, ParameterBagInterface $bag): Response\n    {\n        «file_put_contents($this->getParameter('shelf.folder').'/letters/'.$name, date('c'))»;\n        «file_put_contents($bag->get('kernel.project_dir').'/cards/'.$name, date('c'))»;\n        file_put_contents($this->getParameter('kernel.cache_dir').'/passing/'.$name, date('c'));\n\n        return new Response();\n    }\n}\n",
    },
    good: {
      'config/services.yaml':
        "parameters:\n    shelf.folder: '%kernel.project_dir%/shelf'\n\nservices:\n    _defaults:\n        autowire: true\n        autoconfigure: true\n        bind:\n            $top: '%kernel.project_dir%'\n\n    App\\:\n        resource: '../src/'\n\n    App\\Shelf\\Sheets:\n        arguments:\n            $folder: '%shelf.folder%/sheets'\n",
      'src/Controller/LetterController.php':
        "<?php\n\nnamespace App\\Controller;\n\nuse Symfony\\Bundle\\FrameworkBundle\\Controller\\AbstractController;\nuse Symfony\\Component\\DependencyInjection\\ParameterBag\\ParameterBagInterface;\nuse Symfony\\Component\\HttpFoundation\\Response;\nuse Symfony\\Component\\Routing\\Attribute\\Route;\n\nclass LetterController extends AbstractController\n{\n    #[Route('/letters/{name}', methods: ['POST'])]\n    public function store(string $name, ParameterBagInterface $bag): Response\n    {\n        file_put_contents($this->getParameter('kernel.cache_dir').'/letters/'.$name, date('c'));\n        file_put_contents($bag->get('kernel.cache_dir').'/cards/'.$name, date('c'));\n        file_put_contents($this->getParameter('kernel.cache_dir').'/passing/'.$name, date('c'));\n\n        return new Response();\n    }\n}\n",
    },
  },
  {
    on: 'symfony-7',
    about: 'parameters in a file of packages/, in the folder that the Kernel loads them from',
    bad: {
      'app/config/shop/packages/shop.yaml':
        "parameters:\n    shop.themes: '%kernel.project_dir%/app/themes'\n    shop.pages: '%shop.themes%/pages'\n",
      'src/Controller/PageController.php':
        "<?php\n\nnamespace App\\Controller;\n\nuse Symfony\\Bundle\\FrameworkBundle\\Controller\\AbstractController;\nuse Symfony\\Component\\Filesystem\\Filesystem;\nuse Symfony\\Component\\HttpFoundation\\Response;\nuse Symfony\\Component\\Routing\\Attribute\\Route;\n\nclass PageController extends AbstractController\n{\n    #[Route('/pages/{name}', methods: ['POST'])]\n    public function store(string $name): Response\n    {\n        $files = new Filesystem();\n        «$files->dumpFile($this->getParameter('shop.pages').'/'.$name.'.twig', date('c'))»;\n\n        return new Response();\n    }\n}\n",
    },
    good: {
      'app/config/shop/packages/shop.yaml': "parameters:\n    shop.pages: '%kernel.cache_dir%/pages'\n",
      'src/Controller/PageController.php':
        "<?php\n\nnamespace App\\Controller;\n\nuse Symfony\\Bundle\\FrameworkBundle\\Controller\\AbstractController;\nuse Symfony\\Component\\Filesystem\\Filesystem;\nuse Symfony\\Component\\HttpFoundation\\Response;\nuse Symfony\\Component\\Routing\\Attribute\\Route;\n\nclass PageController extends AbstractController\n{\n    #[Route('/pages/{name}', methods: ['POST'])]\n    public function store(string $name): Response\n    {\n        $files = new Filesystem();\n        $files->dumpFile($this->getParameter('shop.pages').'/'.$name.'.twig', date('c'));\n\n        return new Response();\n    }\n}\n",
    },
  },
]);
