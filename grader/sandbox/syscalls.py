"""The few Linux system calls that Python 3.11 does not offer, called through ctypes.

Numbers and constants come from the kernel's own headers (`linux/landlock.h`, `linux/mount.h`,
`linux/prctl.h`, `linux/capability.h`); the four numbers used here are the same on every
architecture that took them after 2019.
"""

from __future__ import annotations

import ctypes
import errno
import os
from typing import Any, Final

__all__ = [
    "bind",
    "detach",
    "drop_capabilities",
    "forbid_capabilities",
    "landlock_abi",
    "make_private",
    "mount_filesystem",
    "pivot",
    "prctl",
    "restrict_to",
    "seal_read_only",
    "unshare",
]

CLONE_NEWNS: Final = 0x00020000
CLONE_NEWCGROUP: Final = 0x02000000
CLONE_NEWUTS: Final = 0x04000000
CLONE_NEWIPC: Final = 0x08000000
CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWPID: Final = 0x20000000
CLONE_NEWNET: Final = 0x40000000

PR_SET_PDEATHSIG: Final = 1
PR_SET_DUMPABLE: Final = 4
PR_CAPBSET_DROP: Final = 24
PR_SET_CHILD_SUBREAPER: Final = 36
PR_SET_NO_NEW_PRIVS: Final = 38

MS_NOSUID, MS_NODEV, MS_BIND, MS_REC, MS_PRIVATE = 2, 4, 4096, 16384, 1 << 18
MNT_DETACH: Final = 2
_MOUNT_ATTR_RDONLY_NOSUID_NODEV: Final = 1 | 2 | 4
_MOUNT_ATTR_RDONLY_NOSUID: Final = 1 | 2
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000
_SYS_MOUNT_SETATTR: Final = 442
_SYS_LANDLOCK_CREATE, _SYS_LANDLOCK_ADD, _SYS_LANDLOCK_RESTRICT = 444, 445, 446
_LANDLOCK_ALL_FS: Final = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # ABI → number of access rights
_LANDLOCK_TCP: Final = 0b11  # bind and connect
_LANDLOCK_SCOPE: Final = 0b11  # abstract sockets and signals
_LAST_CAPABILITY: Final = 63

_libc: Final = ctypes.CDLL(None, use_errno=True)


class _MountAttributes(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "userns")]


class _Ruleset(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in ("fs", "net", "scoped")]


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = [("access", ctypes.c_uint64), ("parent", ctypes.c_int32)]


class _CapabilityHeader(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def _syscall(number: int, *arguments: Any) -> int:
    return int(_libc.syscall(ctypes.c_long(number), *arguments))


def unshare(flags: int) -> None:
    """Give this process new namespaces (`unshare(2)`).

    Raises:
        OSError: If the host refuses one of them.
    """
    _checked(_libc.unshare(ctypes.c_int(flags)), "unshare")


def prctl(option: int, argument: int = 0) -> None:
    """Call `prctl(2)` with one argument.

    Raises:
        OSError: If the kernel refuses.
    """
    zeros = [ctypes.c_ulong(0)] * 3
    _checked(_libc.prctl(ctypes.c_int(option), ctypes.c_ulong(argument), *zeros), "prctl")


def _mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    result = _libc.mount(
        source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), data.encode()
    )
    _checked(result, f"mount {kind or 'bind'} at {target}")


def make_private() -> None:
    """Stop mounts of this namespace from showing up in the host's."""
    _mount("none", "/", "", MS_REC | MS_PRIVATE)


def mount_filesystem(kind: str, target: str, options: str = "") -> None:
    """Mount a new `tmpfs` or `proc` at `target`, without set-user-id programs or devices."""
    _mount(kind, target, kind, MS_NOSUID | MS_NODEV, options)


def bind(source: str, target: str) -> None:
    """Show `source`, with everything mounted below it, at `target` as well."""
    _mount(source, target, "", MS_BIND | MS_REC)


def seal_read_only(target: str, *, devices: bool = False) -> None:
    """Make the mount at `target` and all below it read-only (`mount_setattr(2)`, Linux 5.12)."""
    wanted = _MOUNT_ATTR_RDONLY_NOSUID if devices else _MOUNT_ATTR_RDONLY_NOSUID_NODEV
    attributes = _MountAttributes(set=wanted)
    result = _syscall(
        _SYS_MOUNT_SETATTR,
        ctypes.c_int(_AT_FDCWD),
        target.encode(),
        ctypes.c_uint(_AT_RECURSIVE),
        ctypes.byref(attributes),
        ctypes.c_size_t(ctypes.sizeof(attributes)),
    )
    _checked(result, f"read-only {target}")


def pivot(new_root: str) -> None:
    """Make `new_root`, a mount point, the root, and let go of the old one."""
    os.chdir(new_root)
    _checked(_libc.pivot_root(b".", b"."), "pivot_root")
    detach(".")
    os.chdir("/")


def detach(target: str) -> None:
    """Unmount `target` as soon as nobody uses it any more."""
    _checked(_libc.umount2(target.encode(), ctypes.c_int(MNT_DETACH)), f"umount {target}")


def forbid_capabilities() -> None:
    """Empty the bounding set: no program started from here can ever get a capability.

    Needs CAP_SETPCAP, so it comes before a change of user.

    Raises:
        OSError: If the kernel refuses.
    """
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    for capability in range(_LAST_CAPABILITY + 1):
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError as error:
            if error.errno == errno.EINVAL:  # past the last capability that this kernel knows
                return
            raise


def drop_capabilities() -> None:
    """Give up every capability that this process holds.

    Raises:
        OSError: If the kernel refuses.
    """
    header = _CapabilityHeader(version=0x20080522, pid=0)
    empty = (ctypes.c_uint32 * 6)()
    _checked(_libc.capset(ctypes.byref(header), ctypes.byref(empty)), "capset")


def landlock_abi() -> int:
    """Return the version of Landlock that this kernel enforces, 0 where it has none."""
    version = _syscall(_SYS_LANDLOCK_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    return max(version, 0)


def restrict_to(paths: list[str]) -> None:
    """Confine this process with Landlock: files below `paths` only, no TCP, scoped signals.

    `PR_SET_NO_NEW_PRIVS` must have been set.

    Raises:
        OSError: If the kernel has no Landlock or refuses.
    """
    abi = landlock_abi()
    rights = (1 << _LANDLOCK_ALL_FS.get(abi, 16)) - 1
    ruleset = _Ruleset(
        fs=rights,
        net=_LANDLOCK_TCP if abi >= 4 else 0,
        scoped=_LANDLOCK_SCOPE if abi >= 6 else 0,
    )
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    descriptor = _checked(
        _syscall(
            _SYS_LANDLOCK_CREATE,
            ctypes.byref(ruleset),
            ctypes.c_size_t(size),
            ctypes.c_uint32(0),
        ),
        "landlock_create_ruleset",
    )
    try:
        for path in paths:
            _allow(descriptor, path, rights)
        restricted = _syscall(_SYS_LANDLOCK_RESTRICT, ctypes.c_int(descriptor), ctypes.c_uint32(0))
        _checked(restricted, "landlock_restrict_self")
    finally:
        os.close(descriptor)


def _allow(ruleset: int, path: str, rights: int) -> None:
    parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = _PathBeneath(access=rights, parent=parent)
        added = _syscall(
            _SYS_LANDLOCK_ADD,
            ctypes.c_int(ruleset),
            ctypes.c_int(1),
            ctypes.byref(rule),
            ctypes.c_uint32(0),
        )
        _checked(added, f"landlock_add_rule {path}")
    finally:
        os.close(parent)
