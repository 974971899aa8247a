import type { CodeCatalogue, EffectRow, EntryRow } from '../../program/catalogue.js';

const core = (file: string) => `WordPress 6.7, wp-includes/${file}`;
const admin = (file: string) => `WordPress 6.7, wp-admin/includes/${file}`;

const effects: readonly EffectRow[] = [
  { on: 'wp_upload_bits', is: 'store', path: 0, data: 2, source: core('functions.php') },
  {
    on: '{wp_handle_upload,wp_handle_sideload,media_handle_upload,media_handle_sideload,media_sideload_image}',
    is: 'store',
    data: 0,
    source: admin('file.php'),
  },
  {
    on: '{WP_Filesystem_Base,WP_Filesystem_Direct,$wp_filesystem}().put_contents',
    is: 'write',
    path: 0,
    data: 1,
    source: admin('class-wp-filesystem-base.php'),
  },
  { on: '$wp_filesystem.put_contents', is: 'write', path: 0, data: 1, source: admin('class-wp-filesystem-base.php') },
  { on: '$wp_filesystem.{copy,move}', is: 'move', path: 1, data: 0, source: admin('class-wp-filesystem-base.php') },
  { on: '$wp_filesystem.delete', is: 'remove', path: 0, source: admin('class-wp-filesystem-base.php') },
  { on: '$wp_filesystem.mkdir', is: 'make-folder', path: 0, source: admin('class-wp-filesystem-base.php') },
  { on: '{wp_delete_file,wp_delete_attachment}', is: 'remove', path: 0, source: core('functions.php') },
  { on: 'wp_mkdir_p', is: 'make-folder', path: 0, source: core('functions.php') },
  { on: 'unzip_file', is: 'write', path: 1, source: admin('file.php') },
  { on: 'insert_with_markers', is: 'write', path: 0, source: admin('misc.php') },
  { on: 'wp_get_image_editor().save', is: 'write', path: 0, source: core('class-wp-image-editor.php') },
  {
    on: '{set_transient,get_transient,delete_transient,set_site_transient,get_site_transient}',
    is: 'cache',
    key: 0,
    reach: 'shared',
    source: core('option.php'),
  },
  {
    on: '{wp_cache_set,wp_cache_get,wp_cache_add,wp_cache_delete,wp_cache_incr}',
    is: 'cache',
    key: 0,
    source: core('cache.php'),
  },
  {
    on: '{update_option,add_option,delete_option,update_site_option,wp_insert_post,wp_update_post,wp_delete_post,update_post_meta,add_post_meta,wp_insert_user,update_user_meta,wp_insert_term}',
    is: 'shared',
    what: 'rows',
    source: core('option.php'),
  },
  { on: '$wpdb.{insert,update,replace,delete}', is: 'shared', what: 'rows', source: core('class-wpdb.php') },
  {
    on: '$wpdb.query',
    is: 'shared',
    what: 'rows',
    when: { arg: 0, matches: '^\\s*(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE)' },
    source: core('class-wpdb.php'),
  },
  { on: 'wp_mail', is: 'shared', what: 'mail', source: core('pluggable.php') },
  {
    on: '{wp_remote_get,wp_remote_post,wp_remote_request,wp_safe_remote_get,wp_safe_remote_post,wp_remote_head}',
    is: 'shared',
    what: 'http',
    source: core('http.php'),
  },
  { on: '{wp_generate_password,wp_rand,wp_generate_uuid4}', is: 'random', source: core('pluggable.php') },
];

const entries: readonly EntryRow[] = [
  { kind: 'request', call: '{add_action,add_filter}', handler: 1, source: core('plugin.php') },
  { kind: 'request', call: '{add_shortcode}', handler: 1, source: core('shortcodes.php') },
  { kind: 'request', call: 'register_rest_route', handler: [2, 'callback'], source: core('rest-api.php') },
  {
    kind: 'request',
    call: '{add_menu_page,add_options_page,add_management_page,add_theme_page}',
    handler: 4,
    source: admin('plugin.php'),
  },
  { kind: 'request', call: 'add_submenu_page', handler: 5, source: admin('plugin.php') },
  { kind: 'request', call: 'add_meta_box', handler: 2, source: admin('template.php') },
  { kind: 'request', call: 'register_block_type', source: core('blocks.php') },
  { kind: 'request', extends: 'WP_Widget', methods: '*', source: core('class-wp-widget.php') },
  {
    kind: 'request',
    extends: 'WP_REST_Controller',
    methods: '*',
    source: core('rest-api/endpoints/class-wp-rest-controller.php'),
  },
  {
    kind: 'command',
    call: '{register_activation_hook,register_deactivation_hook,register_uninstall_hook}',
    handler: 1,
    source: core('plugin.php'),
  },
  {
    kind: 'command',
    call: 'WP_CLI.add_command',
    handler: 1,
    methods: '*',
    source: 'wp-cli/wp-cli 2.11, php/class-wp-cli.php',
  },
  {
    kind: 'job',
    extends: 'WP_Background_Process',
    methods: ['task'],
    source: 'deliciousbrains/wp-background-processing 1, classes/wp-background-process.php',
  },
];

/** WordPress and its plugins: hooks, options, files, the scheduler that visits start. */
export const code: CodeCatalogue = {
  language: 'php',
  through: {
    '{trailingslashit,untrailingslashit,wp_normalize_path,esc_attr,sanitize_file_name,wp_unslash,sanitize_text_field}': 0,
    apply_filters: 1,
  },
  paths: { path_join: 0 },
  roots: {
    '{ABSPATH,WP_CONTENT_DIR,WP_PLUGIN_DIR,WPMU_PLUGIN_DIR}': 'app',
    '{plugin_dir_path,get_template_directory,get_stylesheet_directory,get_home_path,get_theme_file_path}': 'app',
    get_temp_dir: 'tmp',
    '{wp_tempnam,download_url}': 'temporary',
    '{wp_upload_dir,wp_get_upload_dir}()': 'public',
    '{wp_upload_dir,wp_get_upload_dir}()[]': 'public',
    '{wp_upload_dir,wp_get_upload_dir}': 'public',
  },
  folders: { 'wp-content/cache': 'temporary', 'wp-content/upgrade': 'temporary' },
  effects,
  entries,
};
