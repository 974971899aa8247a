import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    bad: {
      'shop/views.py':
        'from flask import Blueprint, current_app, request\n\npages = Blueprint("pages", __name__)\n\n\n@pages.post("/photos")\ndef photos():\n    file = request.files["photo"]\n    «file.save("uploads/" + file.filename)»\n    return "ok"\n',
    },
    good: {
      'shop/views.py':
        'from flask import Blueprint, current_app, request\n\npages = Blueprint("pages", __name__)\n\n\n@pages.post("/photos")\ndef photos():\n    file = request.files["photo"]\n    storage.upload_fileobj(file, "shop", file.filename)\n    return "ok"\n',
    },
  },
  {
    on: 'flask-3',
    about: 'a setting of the project chooses where uploads go',
    bad: {
      'shop/deployment.py': "import os\n\nUPLOAD_PROVIDER = os.getenv('UPLOAD_PROVIDER') or «'filesystem'»\n",
    },
    good: {
      'shop/deployment.py': "import os\n\nUPLOAD_PROVIDER = os.getenv('UPLOAD_PROVIDER') or 'filesystem'\n",
      '.env.production': 'UPLOAD_PROVIDER=s3\n',
    },
  },
  {
    on: 'flask-3',
    about:
      'several files of one field, all files of a request, a set of uploads; a copy for the work of the request is gone with it',
    bad: {
      'shop/views.py':
        'from flask import Blueprint, request\nfrom flask_uploads import IMAGES, UploadSet\n\nfrom shop.storage import keep\n\npages = Blueprint("pages", __name__)\navatars = UploadSet("avatars", IMAGES)\n\n\n@pages.post("/photos")\ndef photos():\n    keep(request.files.getlist("photos"))\n    return "ok"\n\n\n@pages.post("/papers")\ndef papers():\n    for name, file in request.files.items():\n        «file.save("papers/" + name)»\n    return "ok"\n\n\n@pages.post("/avatar")\ndef avatar():\n    return «avatars.save(request.files["avatar"])»\n',
      'shop/storage.py':
        'import os\n\n\ndef keep(files):\n    for file in files:\n        «file.save(os.path.join("uploads", file.filename))»\n',
    },
    good: {
      'shop/views.py':
        'from flask import Blueprint, request\n\nfrom shop.storage import keep\n\npages = Blueprint("pages", __name__)\n\n\n@pages.post("/photos")\ndef photos():\n    keep(request.files.getlist("photos"))\n    return "ok"\n',
      'shop/storage.py':
        'import os\nimport tempfile\n\n\ndef keep(files):\n    for file in files:\n        file.save(os.path.join(tempfile.gettempdir(), file.filename))\n',
    },
  },
  {
    on: 'flask-3',
    about: 'a temporary file that a program of the same server is started on',
    good: {
      'shop/restore.py':
        'import subprocess\nimport sys\nimport tempfile\n\nfrom flask import Blueprint, request\n\npages = Blueprint("pages", __name__)\n\n\ndef restore(backup):\n    target = tempfile.NamedTemporaryFile(delete=False)\n    backup.save(target.name)\n    subprocess.Popen([sys.executable, "manage.py", "restore", target.name])\n\n\n@pages.route("/restore", methods=["POST"])\ndef ask():\n    restore(request.files["backup"])\n    return "ok"\n',
    },
  },
]);
