#!/bin/sh
# Gradescope runs this once, as root and with a network, when the autograder is built: it installs
# the grader and draws the exercise's images. Nothing after it needs the network.
set -eu
root=${AUTOGRADER_ROOT:-/autograder}
source=$root/source
venv=$root/venv

say() { printf 'setup: %s\n' "$*"; }
stop() { say "$*"; exit 1; }

[ -r "$source/grader.conf" ] || stop "there is no grader.conf in $source. Zip the files, and not the folder that they are in."
# shellcheck source=integrations/gradescope/grader.conf
. "$source/grader.conf"
[ -n "${EXERCISE:-}" ] || stop "grader.conf names no exercise: write EXERCISE=c1w2_callbacks, or another one."

package=${PACKAGE:-}
if [ -z "$package" ]; then
    set -- "$source"/*.whl
    if [ $# -gt 1 ]; then stop "there are several .whl files beside grader.conf: leave one in the zip."; fi
    [ -f "$1" ] || stop "there is no .whl file beside grader.conf, and PACKAGE is empty: put the grader's wheel into the zip."
    package=$1
fi

# TensorFlow has builds for these versions and for no others.
suits() {
    "$1" -c 'import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

find_python() {
    for name in python3 python3.13 python3.12 python3.11; do
        if suits "$name"; then command -v "$name" && return; fi
    done
    return 1
}

install_python() {
    say "installing a Python that TensorFlow has builds for"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || stop "apt-get update failed; the lines above say why."
    for version in 3.13 3.12 3.11; do
        if apt-get install -y -qq --no-install-recommends "python$version" "python$version-venv"; then return; fi
    done
    stop "this image has no Python from 3.11 to 3.13. On the Configure Autograder page choose Ubuntu 24.04, or an image with one of them."
}

find_python >/dev/null || install_python
python=$(find_python) || stop "Python was installed and still makes no virtual environment. Choose another base image."
say "using $("$python" -V)"
"$python" -m venv --clear "$venv"
"$venv/bin/python" -m pip --disable-pip-version-check --no-input install --quiet "$package" ||
    stop "the grader could not be installed; the lines above say why."

# A student's code that is not confined could read these, and grading needs them not.
solutions=$("$venv/bin/python" -P -c 'from grader.resources import solutions_folder; print(solutions_folder())')
case $solutions in "$venv"/*) rm -rf "$solutions" ;; esac

say "drawing the images of $EXERCISE"
GRADER_CACHE=$root/cache "$venv/bin/python" -P -c 'import sys
from grader.practice import load_exercise, prepare_data
exercise, seed = sys.argv[1:]
prepare_data(load_exercise(exercise), hidden_seed=int(seed) if seed else None, view=None, choice="embedded")
' "$EXERCISE" "${HIDDEN_SEED:-}" || stop "the images could not be drawn; the lines above say why. Is EXERCISE the id of an exercise?"

# Who runs student code where it cannot be confined; where it can, the grader takes all rights away.
if [ "$(id -u)" = 0 ]; then
    id grader >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin grader
    chown -R grader "$root/cache"
    chmod -R o= "$source"
fi
say "ready"
