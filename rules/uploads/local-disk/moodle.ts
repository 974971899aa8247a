import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'moodle-4',
    bad: { 'config.php': "<?php\n$CFG = new stdClass();\n$CFG->dataroot = «'/var/moodledata'»;\n" },
    good: {},
  },
]);
