"""What setuptools cannot read from pyproject.toml.

The rule table and the code of the modules are compiled into the wheel: the first
run of all need not make them. The search for strings, that for what stands twice, the look at whole texts, and the kernel that
reads texts for typos are built where there is a compiler; without one the package is pure, and daachorse,
Python and numpy do their work.
"""

import configparser
import os
import subprocess
import sys
from glob import glob

from setuptools import Extension, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py

# The extensions, and the folders of their sources.
EXTENSIONS = {
    "reportlint.text._strings": "lint/text/strings",
    "reportlint.text._twice": "lint/text/twice",
    "reportlint.text._glance": "lint/text/glance",
    "reportlint.typo._kernel": "lint/typo/kernel",
}
# One binary serves every Python from here on; free-threaded ones have no stable interface yet and go without.
STABLE = "0x030B0000"
# What installers write for an entry point imports re first, which takes as long as a third of a run on one report.
SCRIPT = """#!python
from reportlint.__main__ import console

if __name__ == "__main__":
    console()
"""


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
        code = f"from reportlint.catalog.compiling import ship; ship({folder!r})"
        # Isolated from whatever the environment may say, but for the path to the copy.
        path = os.pathsep.join([root, *filter(None, sys.path)])
        subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": path})  # noqa: S603 (this interpreter, a line of ours)
        package = os.path.join(root, "reportlint")
        sys.path.insert(0, root)
        try:
            from reportlint.modules import NAME
            from reportlint.packing import pack
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


class BuildKernel(build_ext):
    """Builds the extensions, or says that one was left out."""

    def build_extension(self, ext: Extension) -> None:
        """Compile it with what the compiler at hand understands."""
        if self.compiler.compiler_type != "msvc":
            # Sums must come out as numpy's do, on every processor.
            ext.extra_compile_args = ["-std=c11", "-O2", "-ffp-contract=off", "-fvisibility=hidden", "-g0"]
            ext.libraries = [] if sys.platform == "win32" else ["m"]
        try:
            super().build_extension(ext)
        except Exception:
            # What an earlier build left behind is not of these sources.
            built = self.get_ext_fullpath(ext.name)
            for left in (built, f"{os.path.dirname(EXTENSIONS[ext.name])}/{os.path.basename(built)}"):
                if os.path.exists(left):
                    os.remove(left)
            raise


class StableWheel(bdist_wheel):
    """Names a wheel after what is in it: something compiled for this platform, or nothing compiled.

    A wheel for this platform alone brings the command as a script, where the platform starts scripts;
    any other leaves it to the installer, which knows how a command is started.
    """

    def finalize_options(self) -> None:
        """Take the stable interface for what can be built."""
        if sys.implementation.name == "cpython" and sys.version_info >= (3, 11) and not free_threaded():
            self.py_limited_api = "cp311"
        super().finalize_options()

    def run(self) -> None:
        """Build, then see whether anything came of it."""
        self.run_command("build_ext")
        if not any(os.path.exists(path) for path in self.get_finalized_command("build_ext").get_outputs()):
            self.root_is_pure = True
            self.distribution.ext_modules = []
        super().run()

    def write_wheelfile(self, wheelfile_base: str, *args: object, **options: object) -> None:
        """Put the script in place of the entry point."""
        super().write_wheelfile(wheelfile_base, *args, **options)
        # Another folder than the wheel's is that of an editable installation.
        if self.root_is_pure or os.name != "posix" or os.path.dirname(wheelfile_base) != self.bdist_dir:
            return
        found = configparser.ConfigParser()
        path = os.path.join(wheelfile_base, "entry_points.txt")
        found.read(path, encoding="utf-8")
        found.remove_option("console_scripts", "reportlint")
        points = {name: dict(found[name]) for name in found.sections() if found[name]}
        os.remove(path)
        if points:
            kept = configparser.ConfigParser()
            kept.read_dict(points)
            with open(path, "w", encoding="utf-8") as file:
                kept.write(file)
        folder = os.path.join(self.bdist_dir, self.data_dir, "scripts")
        os.makedirs(folder, exist_ok=True)
        script = os.path.join(folder, "reportlint")
        with open(script, "w", encoding="utf-8") as file:
            file.write(SCRIPT)
        os.chmod(script, 0o755)  # noqa: S103 (it is to be run)


def free_threaded() -> bool:
    """Whether this interpreter has no global lock."""
    import sysconfig

    return bool(sysconfig.get_config_var("Py_GIL_DISABLED"))


setup(
    cmdclass={"build_py": BuildWithTable, "build_ext": BuildKernel, "bdist_wheel": StableWheel},
    ext_modules=[
        Extension(
            name,
            sources=sorted(glob(f"{folder}/*.c")),
            depends=sorted(glob(f"{folder}/*.h")),
            define_macros=[("Py_LIMITED_API", STABLE)],
            py_limited_api=True,
            optional=True,
        )
        for name, folder in EXTENSIONS.items()
    ]
    if not free_threaded() and sys.implementation.name == "cpython"
    else [],
)
