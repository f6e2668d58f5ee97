"""The README's examples are run as they stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from adtown.local_service import LocalService, free_port

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def code_blocks(language: str) -> list[str]:
    """The fenced blocks of one language, in order."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.mark.slow
def test_library_example_runs(tmp_path: Path) -> None:
    """Ten lines on one's own XGBoost model print contributions and agree with shap."""
    (block,) = code_blocks("python")
    script = tmp_path / "example.py"
    script.write_text(block)

    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=120, check=False)

    assert done.returncode == 0, done.stderr
    assert "camping" in done.stdout


@pytest.mark.slow
def test_api_example_runs(tmp_path: Path) -> None:
    """A script gets its token and reads the traits."""
    (block,) = code_blocks("bash")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    with LocalService(tmp_path / "store", port=free_port(), label="Test", output=tmp_path / "log") as service:
        script = block.replace("127.0.0.1:7391", f"127.0.0.1:{service.port}").replace(
            "whyad token", f"whyad token --data-dir {service.data_dir}"
        )
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            capture_output=True,
            text=True,
            timeout=60,
            env=environment,
            check=False,
        )

    assert done.returncode == 0, done.stderr
    assert '"traits":[]' in done.stdout.replace(" ", "")
