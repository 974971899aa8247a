import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    about: 'each process empties a table before its first answer',
    bad: {
      'shop/views.py':
        'from flask import Blueprint\n\npages = Blueprint("pages", __name__)\n\n\n@pages.get("/")\ndef index():\n    cursor = connect().cursor()\n    «cursor.execute("DROP TABLE IF EXISTS posts")»\n    return "ok"\n',
    },
    good: {
      'shop/scripts/reset.py': 'cursor = connect().cursor()\ncursor.execute("DROP TABLE IF EXISTS posts")\n',
    },
  },
  {
    on: 'flask-3',
    about: 'the statement is a constant of another module',
    bad: {
      'shop/statements.py': 'RESET = "DROP TABLE IF EXISTS posts"\n',
      'shop/views.py':
        'from flask import Blueprint\n\nfrom .statements import RESET\n\npages = Blueprint("pages", __name__)\n\n\n@pages.get("/")\ndef index():\n    cursor = connect().cursor()\n    «cursor.execute(RESET)»\n    return "ok"\n',
    },
    good: {
      'shop/statements.py': 'RESET = "UPDATE posts SET seen = 1"\n',
      'shop/views.py':
        'from flask import Blueprint\n\nfrom .statements import RESET\n\npages = Blueprint("pages", __name__)\n\n\n@pages.get("/")\ndef index():\n    cursor = connect().cursor()\n    cursor.execute(RESET)\n    return "ok"\n',
    },
  },
]);
