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
  {
    on: 'flask-3',
    about: 'the same through a helper of the app, of which somebody may wait for what it gives',
    bad: {
      'shop/programs.py': 'import subprocess\n\n\ndef begin(*words):\n    return «subprocess.Popen(words)»\n',
      'shop/views.py':
        'from flask import Blueprint\n\nfrom shop.programs import begin\n\npages = Blueprint("pages", __name__)\n\n\n@pages.post("/imports")\ndef start():\n    begin("python", "import.py")\n    return "started"\n',
    },
    good: {
      'shop/programs.py': 'import subprocess\n\n\ndef begin(*words):\n    return subprocess.Popen(words)\n',
      'shop/views.py':
        'from flask import Blueprint\n\nfrom shop.programs import begin\n\npages = Blueprint("pages", __name__)\n\n\n@pages.post("/imports")\ndef start():\n    begin("python", "import.py").wait()\n    return "done"\n',
    },
  },
]);
