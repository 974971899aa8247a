import { examples } from 'ha-ready/rule';

const words = (inside: string) => `import json
from pathlib import Path

import requests
from flask import Blueprint

FOLDER = Path(__file__).resolve().parent / "lists"
words = Blueprint("words", __name__)


def of(level):
    name = f"{level}.json"
${inside}


def keep(found, folder, name):
    with open(folder / name, "w") as file:
        json.dump(found, file)


@words.get("/words/<level>")
def show(level):
    return {"words": of(level)}
`;

const menu = (given: string) => `<?php

class Menu
{
    public function __construct(private string $folder)
    {
    }

    public function entries(string $name, callable $load): array
    {
        $file = $this->folder . '/menu_' . $name . '.php';
        $kept = $this->read($file);
        if (is_array($kept)) {
            ${given}
        }
        $entries = $load();
        $this->write($file, $entries);

        return $entries;
    }

    private function read(string $file): mixed
    {
        return is_file($file) ? include $file : null;
    }

    private function write(string $file, array $entries): void
    {
        MARKED;
    }
}
`;

const page = `<?php

require __DIR__ . '/../src/Menu.php';

$menu = new Menu(__DIR__ . '/../data');
echo json_encode($menu->entries('main', fn () => ['home' => '/']));
`;

const write = `file_put_contents($file, '<?php return ' . var_export($entries, true) . ';')`;

export default examples([
  {
    on: 'flask-3',
    about: 'a list that is loaded where the file is missing, and one that grows by what is asked for',
    bad: {
      'shop/words.py': words(
        '    with open(FOLDER / name) as file:\n        found = json.load(file)\n    found.append(level)\n    keep(found, FOLDER, name)\n    return found',
      ).replace('open(folder / name, "w")', '«open(folder / name, "w")»'),
    },
    good: {
      'shop/words.py': words(
        '    try:\n        with open(FOLDER / name) as file:\n            found = json.load(file)\n    except FileNotFoundError:\n        found = requests.get("https://words.example.com", timeout=5).json()\n        keep(found, FOLDER, name)\n    return found',
      ),
    },
  },
  {
    on: 'php-8',
    about: 'what is kept as PHP is given back where it is good, else made again',
    bad: {
      'public/menu.php': page,
      'src/Menu.php': menu('error_log($name);').replace('MARKED', `«${write}»`),
    },
    good: { 'public/menu.php': page, 'src/Menu.php': menu('return $kept;').replace('MARKED', write) },
  },
  {
    on: 'php-8',
    about: 'a list that grows by what it is asked for is kept, though what it has is given back',
    bad: {
      'public/number.php':
        "<?php\n\nfunction number(string $word): int\n{\n    $file = __DIR__ . '/../data/words.txt';\n    $words = file($file, FILE_IGNORE_NEW_LINES);\n    $at = array_search($word, $words, true);\n    if ($at !== false) {\n        return $at;\n    }\n    «file_put_contents($file, $word . PHP_EOL, FILE_APPEND)»;\n\n    return count($words);\n}\n\necho number($_GET['word']);\n",
    },
  },
]);
