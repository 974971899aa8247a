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
]);
