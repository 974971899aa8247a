import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    bad: {
      'shop/urls.py':
        "from django.urls import path\n\nfrom . import views\n\nurlpatterns = [«path('shop/', views.shop)»]\n",
    },
    good: {
      'shop/urls.py':
        "from django.urls import include, path\n\nurlpatterns = [path('ht/', include('health_check.urls'))]\n",
    },
  },
]);
