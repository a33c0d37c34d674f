"""How a process confines itself on Linux, before it reads a byte of a submission.

Theory of operation. A fork of the warm server (the *keeper*) takes new user, mount, network, IPC,
UTS, cgroup and PID namespaces and forks the *init*, process 1 of the new PID namespace. The init
builds a root of its own, an empty tmpfs into which the Python that runs is bound read-only, and
moves into it: no home folder, no caches, no checkout, no other submission exists there. It then
gives up every capability, forbids new namespaces, sets the resource limits, locks itself with
Landlock to that root and forks the *worker*, who runs the stage. When the worker ends the init
ends, and with process 1 the kernel ends every process that is left in the namespace.

On a host where we are root, the worker is an unprivileged user of the host as well.
"""

from __future__ import annotations

import os
import resource
import site
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from grader.sandbox import syscalls
from grader.sandbox.copies import copy_in, weight

__all__ = ["NOBODY", "Confinement", "enter_root", "lock_down", "take_namespaces", "write_id_maps"]

NOBODY: Final = 65534
_INNER_USER: Final = 1000
_INODES: Final = 200_000
_SYSTEM: Final = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_ETC: Final = ("ld.so.cache", "localtime", "alternatives", "ssl/certs", "ssl/openssl.cnf")
_DEVICES: Final = ("null", "zero", "full", "random", "urandom")
_NAMESPACES: Final = (
    syscalls.CLONE_NEWUSER
    | syscalls.CLONE_NEWNS
    | syscalls.CLONE_NEWPID
    | syscalls.CLONE_NEWNET
    | syscalls.CLONE_NEWIPC
    | syscalls.CLONE_NEWUTS
    | syscalls.CLONE_NEWCGROUP
)


@dataclass(frozen=True, slots=True)
class Confinement:
    """What the confined process may see and use.

    Attributes:
        root: An empty folder of the host on which the new root is mounted.
        inbox: A folder of the host, seen read-only as /inbox.
        outbox: A folder of the host, seen writable as /outbox.
        copies: Files and folders of the host and the places inside where a private copy of each
            is put.
        memory_mb: Most private memory that one process may map.
        disk_mb: Most that may be written beside the copies, scratch and /tmp together.
        processes: Most processes and threads.
        cpu_seconds: Most processor time of one process.
        devices: Whether accelerators of the host are shown.
        masked: Folders among those of the running Python that are shown empty.
    """

    root: str
    inbox: str
    outbox: str
    copies: tuple[tuple[str, str], ...] = ()
    memory_mb: int = 6144
    disk_mb: int = 1024
    processes: int = 256
    cpu_seconds: int = 3600
    devices: bool = True
    masked: tuple[str, ...] = field(default=())


def take_namespaces() -> None:
    """Leave the host's namespaces; the next fork is process 1 of the new PID namespace.

    Raises:
        OSError: If the host does not let us.
    """
    syscalls.unshare(_NAMESPACES)


def write_id_maps(pid: int) -> None:
    """Map the users of process `pid`'s new namespace; called by its parent, outside of it.

    Where we are root, the inner user becomes the host's nobody, and root is mapped for the
    mounts only. Otherwise the inner user is the one who runs the grader.
    """
    folder = Path("/proc") / str(pid)
    if os.geteuid() == 0:
        users = groups = f"0 0 1\n{_INNER_USER} {NOBODY} 1\n"
    else:
        users = f"{_INNER_USER} {os.geteuid()} 1\n"
        groups = f"{_INNER_USER} {os.getegid()} 1\n"
        (folder / "setgroups").write_text("deny")
    (folder / "uid_map").write_text(users)
    (folder / "gid_map").write_text(groups)


def _runtime_folders() -> list[str]:
    """The folders that the running Python needs, shortest first, none inside another."""
    candidates = {sys.prefix, sys.base_prefix, str(Path(sys.executable).resolve().parent.parent)}
    candidates |= {path for path in sys.path if path.endswith(("site-packages", "dist-packages"))}
    if site.ENABLE_USER_SITE:
        candidates.add(site.getusersitepackages())
    found: list[str] = []
    for path in sorted({os.path.realpath(each) for each in candidates} | candidates, key=len):
        covered = any(path == top or path.startswith(top + "/") for top in (*found, *_SYSTEM))
        if not covered and Path(path).is_dir() and path != "/":
            found.append(path)
    return found


def _place(root: str, path: str, *, folder: bool) -> str:
    """Make an empty folder or file at `path` below `root` to mount on, and return it."""
    target = root + path
    (Path(target) if folder else Path(target).parent).mkdir(parents=True, exist_ok=True)
    if not folder:
        Path(target).touch()
    return target


def _show(root: str, source: str, target: str = "", *, writable: bool = False) -> None:
    """Bind `source` below the new root, read-only unless told otherwise."""
    place = _place(root, target or source, folder=Path(source).is_dir())
    syscalls.bind(source, place)
    if not writable:
        syscalls.seal_read_only(place)


def _show_system(root: str) -> None:
    for path in _SYSTEM:
        if Path(path).is_symlink():
            Path(root + path).symlink_to(Path(path).readlink())
        elif Path(path).is_dir():
            _show(root, path)
    for path in _runtime_folders():
        _show(root, path)
    for name in _ETC:
        if Path("/etc", name).exists():
            _show(root, f"/etc/{name}")
    etc = Path(root, "etc")
    etc.mkdir(exist_ok=True)
    (etc / "passwd").write_text(f"student:x:{_INNER_USER}:{_INNER_USER}::/exam/home:/bin/sh\n")
    (etc / "group").write_text(f"student:x:{_INNER_USER}:\n")
    (etc / "hosts").write_text("127.0.0.1 localhost\n")


def _show_devices(root: str, *, accelerators: bool) -> None:
    names = list(_DEVICES)
    if accelerators:
        names += [path.name for path in Path("/dev").glob("nvidia*") if not path.is_dir()]
        if Path("/sys/bus/pci").is_dir() and len(names) > len(_DEVICES):
            _show(root, "/sys/bus")
            _show(root, "/sys/devices")
    for name in names:
        place = _place(root, f"/dev/{name}", folder=False)
        syscalls.bind(f"/dev/{name}", place)
    Path(root, "dev/shm").mkdir()
    Path(root, "dev/fd").symlink_to("/proc/self/fd")
    if not Path(root, "sys").is_dir() and Path("/sys/devices/system").is_dir():
        _show(root, "/sys/devices/system")


def enter_root(wanted: Confinement) -> None:
    """Build the new root and move into it; called by process 1 of the new namespaces.

    Raises:
        OSError: If the host refuses a mount.
    """
    syscalls.make_private()
    root = wanted.root
    copies = [(Path(source), Path(root + os.path.normpath(to))) for source, to in wanted.copies]
    copied, entries = weight(copies)
    inodes = _INODES + entries
    size = f"size={wanted.disk_mb * 2**20 + copied},nr_inodes={inodes},mode=0755"
    syscalls.mount_filesystem("tmpfs", root, size)
    _show_system(root)
    for path in wanted.masked:
        if Path(root + path).is_dir():
            syscalls.mount_filesystem("tmpfs", root + path, "size=4k,mode=0555")
            syscalls.seal_read_only(root + path)
    _show_devices(root, accelerators=wanted.devices)
    Path(root, "proc").mkdir()
    syscalls.mount_filesystem("proc", root + "/proc")
    _show(root, wanted.inbox, "/inbox")
    _show(root, wanted.outbox, "/outbox", writable=True)
    for name in ("tmp", "var/tmp", "exam/work", "exam/home"):
        Path(root, name).mkdir(parents=True, exist_ok=True)
    copy_in(copies)
    _give_away(root)
    Path("/proc/sys/user/max_user_namespaces").write_text("0")
    syscalls.pivot(root)
    os.chdir("/exam/work")


def _give_away(root: str) -> None:
    """Let the inner user own the tmpfs itself: students remove even /tmp, as a starter once did."""
    device = Path(root).stat().st_dev
    for folder, subfolders, files in os.walk(root):
        subfolders[:] = [name for name in subfolders if _on(device, folder, name)]
        for name in (*subfolders, *(name for name in files if _on(device, folder, name))):
            os.chown(Path(folder, name), _INNER_USER, _INNER_USER, follow_symlinks=False)
    os.chown(root, _INNER_USER, _INNER_USER)


def _on(device: int, folder: str, name: str) -> bool:
    return os.lstat(Path(folder, name)).st_dev == device


def lock_down(wanted: Confinement) -> None:
    """Give up everything that cannot be needed any more; there is no way back.

    Raises:
        OSError: If the host refuses.
    """
    syscalls.forbid_capabilities()
    if os.geteuid() != _INNER_USER:
        os.setgroups([])
    os.setresgid(_INNER_USER, _INNER_USER, _INNER_USER)
    os.setresuid(_INNER_USER, _INNER_USER, _INNER_USER)
    syscalls.drop_capabilities()
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_DATA: _address_allowance(wanted.memory_mb),
        resource.RLIMIT_FSIZE: wanted.disk_mb * 2**20,
        resource.RLIMIT_NPROC: wanted.processes,
        resource.RLIMIT_NOFILE: 4096,
        resource.RLIMIT_CPU: wanted.cpu_seconds,
    }
    for what, most in limits.items():
        resource.setrlimit(what, (most, most))
    if syscalls.landlock_abi():
        syscalls.restrict_to(["/"])


def _address_allowance(memory_mb: int) -> int:
    """Bytes of private mappings allowed: the limit plus what is mapped already and never touched.

    Thread stacks and allocator arenas map much more than they use; resident memory is what the
    supervisor watches, and this is the second line, which turns one huge request into MemoryError.
    """
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024 + (memory_mb + 2048) * 2**20
    return (memory_mb + 4096) * 2**20
