import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    about: 'a folder that a context manager of the app leaves as it is, and one that it removes when it is left',
    bad: {
      'folders.py':
        "import shutil\nfrom contextlib import contextmanager\nfrom pathlib import Path\nfrom uuid import uuid4\n\nDATA = Path('/srv/shop/data')\n\n\n@contextmanager\ndef work_folder(clean=True):\n    folder = DATA.joinpath(uuid4().hex)\n    folder.mkdir(parents=True)\n    try:\n        yield folder\n    finally:\n        if clean:\n            shutil.rmtree(folder)\n",
      'main.py':
        "from fastapi import FastAPI, UploadFile\n\nfrom folders import work_folder\n\napp = FastAPI()\n\n\n@app.post('/faces/{user}')\nasync def face(user: int, image: UploadFile):\n    with work_folder(clean=False) as folder:\n        part = folder.joinpath(image.filename)\n        «part.write_bytes(await image.read())»\n        return {'at': str(part)}\n",
    },
    good: {
      'folders.py':
        "import shutil\nfrom contextlib import contextmanager\nfrom pathlib import Path\nfrom uuid import uuid4\n\nDATA = Path('/srv/shop/data')\n\n\n@contextmanager\ndef work_folder(clean=True):\n    folder = DATA.joinpath(uuid4().hex)\n    folder.mkdir(parents=True)\n    try:\n        yield folder\n    finally:\n        if clean:\n            shutil.rmtree(folder)\n",
      'main.py':
        "from fastapi import FastAPI, UploadFile\n\nfrom folders import work_folder\n\napp = FastAPI()\n\n\n@app.post('/faces/{user}')\nasync def face(user: int, image: UploadFile):\n    with work_folder() as folder:\n        part = folder.joinpath(image.filename)\n        part.write_bytes(await image.read())\n        send(part)\n",
    },
  },
  {
    on: 'fastapi-0',
    bad: {
      'app/orders.py':
        'import shutil\n\nfrom fastapi import APIRouter, UploadFile\n\nrouter = APIRouter(prefix="/orders")\n\n\n@router.post("/receipt")\ndef receipt(file: UploadFile):\n    with «open(f"uploads/{file.filename}", "w")» as target:\n        shutil.copyfileobj(file.file, target)\n    return {}\n',
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
  {
    on: 'fastapi-0',
    about: 'the folder comes from an object that settings are given to, and an object of a class writes',
    bad: {
      'app/folders.py':
        'from pathlib import Path\n\nfrom pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    data_dir: Path = Path("/app/data")\n\n\nclass Folders:\n    def __init__(self, data: Path) -> None:\n        self._people = data.joinpath("people")\n\n    @property\n    def people(self):\n        return self._people\n\n\ndef folders() -> Folders:\n    return Folders(Settings().data_dir)\n',
      'app/orders.py':
        'from fastapi import APIRouter, UploadFile\n\nfrom app.folders import folders\n\nrouter = APIRouter(prefix="/orders")\n\n\nclass Pictures:\n    def __init__(self, person: str) -> None:\n        self.person = person\n\n    def keep(self, content: bytes):\n        target = folders().people / self.person\n        with «target.open("wb")» as out:\n            out.write(content)\n\n\n@router.post("/picture/{person}")\nasync def picture(person: str, file: UploadFile):\n    Pictures(person).keep(await file.read())\n    return {}\n',
    },
    good: {
      'app/folders.py':
        'from pathlib import Path\n\nfrom pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    data_dir: Path = Path("/app/data")\n\n\nclass Folders:\n    def __init__(self, data: Path) -> None:\n        self._people = data.joinpath("people")\n\n    @property\n    def people(self):\n        return self._people\n\n\ndef folders() -> Folders:\n    return Folders(Settings().data_dir)\n',
      'app/orders.py':
        'from fastapi import APIRouter, UploadFile\n\nfrom app.folders import folders\n\nrouter = APIRouter(prefix="/orders")\n\n\nclass Pictures:\n    def __init__(self, person: str) -> None:\n        self.person = person\n\n    def keep(self, content: bytes):\n        target = folders().people / self.person\n        with target.open("wb") as out:\n            out.write(content)\n\n\n@router.post("/picture/{person}")\nasync def picture(person: str, file: UploadFile):\n    Pictures(person).keep(await file.read())\n    return {}\n',
      '.env.production': 'DATA_DIR=/tmp/people\n',
    },
  },
]);
