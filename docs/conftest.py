"""The documents are run as tests; those that write files do so in a folder of their own."""

import pytest


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(request, tmp_path, monkeypatch):
    if request.node.path.name in ("extend.md", "schemes.md"):
        monkeypatch.chdir(tmp_path)
