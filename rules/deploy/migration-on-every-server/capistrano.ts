import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'rails-8',
    about: 'a task of its own for all servers of a role; the one of capistrano-rails chooses the primary',
    bad: {
      'config/deploy.rb':
        "set :application, 'shop'\n\ntask :schema do\n  on roles(:app) do\n    within release_path do\n      «execute :rake, 'db:migrate'»\n    end\n  end\nend\n",
    },
    good: {
      'config/deploy.rb':
        "set :application, 'shop'\n\n# on roles(:app) do execute :rake, 'db:migrate'\ntask :schema do\n  on primary(:db) do\n    execute :rake, 'db:migrate'\n  end\nend\n",
    },
  },
]);
