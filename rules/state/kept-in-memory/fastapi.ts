import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    about: 'a dict that requests fill',
    bad: {
      'app/orders.py':
        'from fastapi import APIRouter\n\nrouter = APIRouter(prefix="/orders")\n«carts = {}»\n\n\n@router.post("/{user}")\ndef add(user: str, item: str):\n    carts.setdefault(user, []).append(item)\n    carts[user] = carts[user]\n    return carts\n',
    },
    good: {
      'app/orders.py':
        'from fastapi import APIRouter\n\nrouter = APIRouter(prefix="/orders")\nprices = {"tea": 3}\n\n\n@router.get("/{item}")\ndef price(item: str):\n    carts = {}\n    carts[item] = prices[item]\n    return carts\n',
    },
  },
]);
