import { examples } from 'ha-ready/rule';

/** The cache of CodeIgniter 3: code chooses the adapter where it loads the driver. */
export default examples([
  {
    on: 'php-8',
    about: 'attempts to log in are counted in files',
    bad: {
      'application/config/config.php': "<?php\n\n$config['base_url'] = 'https://shop.example';\n",
      'application/controllers/Login.php':
        "<?php\n\nclass Login extends CI_Controller\n{\n    public function validate()\n    {\n        «$this->load->driver('cache', ['adapter' => 'file'])»;\n        $key = 'attempts-' . md5($this->input->ip_address());\n        $this->cache->save($key, (int) $this->cache->get($key) + 1, 300);\n    }\n}\n",
    },
    good: {
      'application/config/config.php': "<?php\n\n$config['base_url'] = 'https://shop.example';\n",
      'application/controllers/Login.php':
        "<?php\n\nclass Login extends CI_Controller\n{\n    public function validate()\n    {\n        $this->load->driver('cache', ['adapter' => 'redis']);\n        $key = 'attempts-' . md5($this->input->ip_address());\n        $this->cache->save($key, (int) $this->cache->get($key) + 1, 300);\n    }\n}\n",
    },
  },
]);
