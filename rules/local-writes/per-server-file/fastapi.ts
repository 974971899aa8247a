import { examples } from 'ha-ready/rule';

/** Texts of a page, given as a table or as the file that holds it. */
const app = (texts: string) => ({
  'requirements.txt': 'fastapi==0.115.0\nuvicorn==0.32.0\n',
  'shop/main.py':
    'from fastapi import FastAPI\nfrom shop.texts import texts\n\napp = FastAPI()\n\n\n@app.get("/hello")\ndef hello(name: str):\n    return texts.say("page.hello", name=name)\n',
  'shop/texts.py': texts,
});

const reading =
  'import json\nfrom pathlib import Path\n\n\nclass Texts:\n    def __init__(self, path: Path | dict) -> None:\n        self.path = path\n        if isinstance(path, Path):\n            self.known = json.loads(path.read_text())\n        else:\n            self.known = path\n\n';

export default examples([
  {
    on: 'fastapi-0',
    about: 'a path is moved by one word, a text is changed by two',
    bad: app(
      `${reading}    def say(self, key: str, name: str) -> str:\n        if name == "admin":\n            «self.path.replace("data/admin.json")»\n        return self.known[key]\n\n\ntexts = Texts(Path("data/texts.json"))\n`,
    ),
    good: app(
      `${reading}    def say(self, key: str, name: str) -> str:\n        found: dict | str = self.known\n        for part in key.split("."):\n            found = found[part]\n        found = found.replace("{name}", str(name))\n        return found\n\n\ntexts = Texts(Path("data/texts.json"))\n`,
    ),
  },
]);
