"""The rule table and the modules' code, compiled into the wheel: the first run of all need not make them."""

import os
import subprocess
import sys

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithTable(build_py):
    """Copies the package and has the copy compile its own rules."""

    def run(self) -> None:
        """Copy, then compile the rules of the copy."""
        super().run()
        if self.editable_mode:
            # Rules of a checkout change; they are compiled when they are first used.
            return
        root = os.path.abspath(self.build_lib)
        folder = os.path.join(root, "reportlint", "rules")
        code = f"from reportlint.catalog.table import ship; ship({folder!r})"
        # Isolated from whatever the environment may say, but for the path to the copy.
        path = os.pathsep.join([root, *filter(None, sys.path)])
        subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": path})  # noqa: S603 (this interpreter, a line of ours)
        package = os.path.join(root, "reportlint")
        sys.path.insert(0, root)
        try:
            from reportlint.modules import NAME, pack
        finally:
            sys.path.remove(root)
        with open(os.path.join(package, NAME), "wb") as file:
            file.write(pack(package))

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        """The files that are made, the table among them."""
        outputs = super().get_outputs(include_bytecode)
        if not self.editable_mode:
            outputs.append(os.path.join(self.build_lib, "reportlint", "rules", "rules.table"))
            outputs.append(os.path.join(self.build_lib, "reportlint", "modules.table"))
        return outputs


setup(cmdclass={"build_py": BuildWithTable})
