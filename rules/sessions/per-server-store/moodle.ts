import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'moodle-4',
    about: 'without a class in config.php a setting in the database decides',
    bad: {
      'config.php':
        "<?php\n$CFG = new stdClass();\n$CFG->dataroot = '/data';\n$CFG->session_handler_class = «'\\core\\session\\file'»;\n",
    },
    good: {},
    unclear: { 'config.php': "<?php\n$CFG = new stdClass();\n$CFG->dataroot = '/data';\n" },
  },
]);
