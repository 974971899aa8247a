import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    about: 'a program that a request starts and leaves alone',
    bad: {
      'shop/views.py':
        'import subprocess\n\nfrom flask import Blueprint\n\npages = Blueprint("pages", __name__)\n\n\n@pages.get("/healthz")\ndef healthz():\n    return "ok"\n\n\n@pages.post("/imports")\ndef start():\n    «subprocess.Popen(["python", "import.py"])»\n    return "started"\n',
    },
    good: {
      'shop/views.py':
        'import subprocess\n\nfrom flask import Blueprint\n\npages = Blueprint("pages", __name__)\n\n\n@pages.get("/healthz")\ndef healthz():\n    return "ok"\n\n\n@pages.post("/imports")\ndef start():\n    child = subprocess.Popen(["python", "import.py"])\n    child.wait()\n    return "done"\n',
    },
  },
]);
