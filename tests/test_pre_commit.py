"""The hooks, run by pre-commit itself: it clones this repository, installs it and hands it the staged files."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pre_commit", reason="pre-commit is not installed")
CHECKOUT = Path(__file__).resolve().parents[1]
PACKAGED = (
    ".pre-commit-hooks.yaml", "LICENSE", "NOTICE", "README.md", "pyproject.toml", "src", "tables",
)  # fmt: skip
pytestmark = pytest.mark.skipif(
    not all((CHECKOUT / name).exists() for name in (*PACKAGED, "src/slavonym")),
    reason="not in a checkout",
)


def git(where, *arguments):
    identity = ("-c", "user.name=desk", "-c", "user.email=desk@example.org")
    command = ("git", "-C", str(where), *identity, *arguments)
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def hooks(tmp_path_factory):
    """This checkout as a repository of hooks: (its path, its revision)."""
    where = tmp_path_factory.mktemp("hooks")
    for name in PACKAGED:
        source = CHECKOUT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        copy(source, where / name)
    git(where, "init", "--quiet")
    git(where, "add", "--all", "--force")
    git(where, "commit", "--quiet", "--message=hooks")
    return where, git(where, "rev-parse", "HEAD")


@pytest.fixture
def texts(tmp_path, hooks):
    """A repository of texts that uses one of the hooks."""

    def texts(hook, **files):
        git(tmp_path, "init", "--quiet")
        repository, revision = hooks
        config = tmp_path / ".pre-commit-config.yaml"
        config.write_text(
            f"repos:\n- repo: {repository}\n  rev: {revision}\n  hooks:\n  - id: {hook}\n",
            encoding="utf-8",
        )
        for name, content in files.items():
            (tmp_path / name.replace("_", ".")).write_text(content, encoding="utf-8")
        git(tmp_path, "add", "--all")
        return tmp_path

    return texts


@pytest.fixture(scope="module")
def run_hooks(tmp_path_factory):
    home = tmp_path_factory.mktemp("pre-commit")

    def run_hooks(where):
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--all-files"],
            cwd=where,
            env=os.environ | {"PRE_COMMIT_HOME": str(home)},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    return run_hooks


def test_the_hook_changes_the_texts(texts, run_hooks):
    where = texts(
        "slavonym",
        story_txt="In Ukraine, the ruins of Chassiv Yar.\n",
        note_md="From kyiv, in Ukraine.\n",
        code_py="kyiv = 'Chassiv Yar, Ukraine'\n",
    )
    code, told = run_hooks(where)
    assert code == 1, told
    assert "files were modified by this hook" in told
    assert (where / "story.txt").read_text("utf-8") == "In Ukraine, the ruins of Chasiv Yar.\n"
    assert (where / "note.md").read_text("utf-8") == "From Kyiv, in Ukraine.\n"
    assert (where / "code.py").read_text("utf-8") == "kyiv = 'Chassiv Yar, Ukraine'\n"
    code, told = run_hooks(where)
    assert code == 0, told


def test_the_check_tells_and_changes_nothing(texts, run_hooks):
    where = texts("slavonym-check", story_txt="In Ukraine, the ruins of Chassiv Yar.\n")
    code, told = run_hooks(where)
    assert code == 1, told
    assert "story.txt:1:26: 'Chassiv Yar' should be 'Chasiv Yar'" in told
    assert "files were modified" not in told
    (where / "story.txt").write_text("In Ukraine, the ruins of Chasiv Yar.\n", "utf-8")
    assert run_hooks(where)[0] == 0
