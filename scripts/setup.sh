#!/bin/sh
# Makes .venv in this checkout from requirements.lock. `make setup` runs it; running it again is
# safe: it goes on where it stopped. It asks the system for a package only where Python cannot make
# virtual environments at all, and says so first.
set -eu
cd "$(dirname "$0")/.."
venv=.venv
unfinished="the install did not finish; the lines above say why. The same make command goes on from here."

say() { printf 'setup: %s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

# The pinned TensorFlow has builds for these versions and for no others.
suits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

find_python() {
    for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if suits "$name"; then command -v "$name" && return; fi
    done
    first=${PYTHON:-python3}
    found=$("$first" -V 2>/dev/null) || stop "there is no $first here. Install Python 3.11, 3.12 or 3.13 (Debian, Ubuntu: sudo apt-get install python3)."
    stop "$first is $found; TensorFlow needs 3.11, 3.12 or 3.13. Install one beside it and type \`make setup PYTHON=python3.12\`."
}

can() { "$1" -c "import $2" 2>/dev/null; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Debian and Ubuntu keep ensurepip in a package of its own; `python3 -m venv` fails without it.
make_venv() {
    python=$(find_python)
    say "making $venv with $("$python" -V)"
    if can "$python" ensurepip; then
        "$python" -m venv --clear "$venv"
    elif command -v uv >/dev/null; then
        put_pip uv pip install --python "$venv/bin/python"
    elif can "$python" pip; then
        put_pip "$python" -m pip --python "$venv/bin/python" install
    else
        install_ensurepip
        "$python" -m venv --clear "$venv"
    fi
}

# Makes $venv without ensurepip, and gives it the locked pip with the installer in "$@".
put_pip() {
    "$python" -m venv --clear --without-pip "$venv"
    sed -n '/^pip==/,/[^\\]$/p' requirements.lock >"$venv/pip.lock"
    "$@" --quiet --require-hashes -r "$venv/pip.lock" || stop "$unfinished"
}

install_ensurepip() {
    package=python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv
    by_hand="Type \`sudo apt-get install $package\`, then the make command again."
    command -v apt-get >/dev/null || stop "this Python can make no virtual environment: it has no ensurepip, and there is no pip and no uv. Install one of them, then type the make command again."
    as_root true 2>/dev/null || stop "this Python can make no virtual environment. $by_hand"
    say "installing the system package $package, which python3 -m venv needs"
    export DEBIAN_FRONTEND=noninteractive
    said=$(as_root apt-get update -qq 2>&1 &&
        as_root apt-get install -y -qq --no-install-recommends "$package" 2>&1) || {
        printf '%s\n' "$said" >&2
        stop "apt-get could not install $package. $by_hand"
    }
    can "$python" ensurepip || stop "$package is installed, but $python still has no ensurepip. Install Python 3.11, 3.12 or 3.13 anew."
}

install() {
    "$venv/bin/python" -m pip --disable-pip-version-check --no-input install --quiet "$@" ||
        stop "$unfinished"
}

if ! { suits "$venv/bin/python" && can "$venv/bin/python" pip; }; then make_venv; fi
[ -d "$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("platlib"))')/tensorflow" ] ||
    say "installing TensorFlow and the rest into $venv: about 850 MB, a few minutes the first time"
install --require-hashes -r requirements.lock
install --no-deps --no-build-isolation -e .
touch "$venv/ready"
say "ready"
