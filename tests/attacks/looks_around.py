"""Prints FOUND for everything of the host's that it should not be able to see."""

import glob
import os
import sys

PLACES = ["{cache}", "{checkout}", "{home}", "/root", "/home", "/work", "/etc/shadow", "/var/log", "/boot"]
for place in PLACES:
    try:
        names = os.listdir(place) if os.path.isdir(place) else [open(place).read()[:10]]
    except OSError:
        continue
    runtime = any(os.path.realpath(prefix).startswith(place) for prefix in (sys.prefix, sys.base_prefix))
    if names and not runtime:
        print("FOUND", place, names[:5])
for pattern in ("labels.npy", "hidden*", "exercise.yaml", "judge.py"):
    for top in ("/exam", "/inbox", "/outbox", "/tmp", "/var", "/mnt", "/media", "/opt", "/srv", "/run"):
        for path in glob.glob(f"{{top}}/**/{{pattern}}", recursive=True):
            print("FOUND", path)
for name in os.listdir("/proc"):
    if name.isdigit():
        text = open(f"/proc/{{name}}/cmdline", "rb").read()
        if b"pytest" in text or b"grader check" in text:
            print("FOUND process", name, text[:60])
secret = "{secret}"
for source in ("/proc/self/environ", "/proc/1/environ"):
    try:
        if secret in open(source, "rb").read().decode(errors="replace"):
            print("FOUND secret in", source)
    except OSError:
        pass
if secret in str(dict(os.environ)):
    print("FOUND secret in the environment")
try:
    import grader

    print("FOUND package", getattr(grader, "__path__", ""), os.listdir(list(grader.__path__)[0]))
except Exception:
    pass
for descriptor in range(3, 256):
    try:
        target = os.readlink(f"/proc/self/fd/{{descriptor}}")
    except OSError:
        continue
    if target.startswith("/") and not target.startswith(("/proc", "/dev", "/usr", "/exam", "/outbox")):
        print("FOUND descriptor", target)
print("LOOKED")
