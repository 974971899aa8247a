import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    bad: {
      'app/orders.py':
        'import shutil\n\nfrom fastapi import APIRouter, UploadFile\n\nrouter = APIRouter(prefix="/orders")\n\n\n@router.post("/receipt")\ndef receipt(file: UploadFile):\n    with open(f"uploads/{file.filename}", "w") as target:\n        «shutil.copyfileobj(file.file, target)»\n    return {}\n',
    },
    good: {
      'app/orders.py':
        'import shutil\n\nfrom fastapi import APIRouter, UploadFile\n\nrouter = APIRouter(prefix="/orders")\n\n\n@router.post("/receipt")\ndef receipt(file: UploadFile):\n    bucket.upload_fileobj(file.file, file.filename)\n    return {}\n',
    },
  },
  {
    on: 'fastapi-0',
    about: 'a worker elsewhere cannot open the path that it is given',
    bad: {
      'app/orders.py':
        'import tempfile\n\nfrom fastapi import APIRouter, UploadFile\n\nfrom .jobs import scan\n\nrouter = APIRouter(prefix="/orders")\n\n\n@router.post("/receipt")\ndef receipt(file: UploadFile):\n    target = «tempfile.NamedTemporaryFile(delete=False)»\n    target.write(file.file.read())\n    scan.delay(target.name)\n    return {}\n',
    },
    good: {
      'app/orders.py':
        'import tempfile\n\nfrom fastapi import APIRouter, UploadFile\n\nrouter = APIRouter(prefix="/orders")\n\n\n@router.post("/receipt")\ndef receipt(file: UploadFile):\n    with tempfile.NamedTemporaryFile() as target:\n        target.write(file.file.read())\n        return scan(target.name)\n',
    },
  },
]);
