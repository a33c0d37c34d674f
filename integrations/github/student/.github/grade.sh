#!/bin/sh
# Grades each file that is named after an exercise (c1w2_callbacks.py, c1w2_callbacks.ipynb, or a
# folder c1w2_callbacks/) and leaves reports, a page in Markdown and JUnit XML in the folder $1.
# The exit code is the worst of the grader's: 0 all passed, 1 not yet, 3 the grader's own fault.
set -eu
out=$1
mkdir -p "$out"
worst=0
graded=

for path in c[0-9]w[0-9]_*; do
    exercise=${path%.py}
    exercise=${exercise%.ipynb}
    case $exercise in *[!a-z0-9_]*) continue ;; esac
    if [ -e "$out/$exercise.json" ]; then
        echo "$exercise is here more than once: $path was not graded." >&2
        continue
    fi
    status=0
    grader check "$exercise" "$path" --student="${STUDENT:-}" --format json --output "$out/$exercise.json" || status=$?
    if [ "$status" -gt "$worst" ]; then worst=$status; fi
    if [ -f "$out/$exercise.json" ]; then graded="$graded $exercise"; fi
done

if [ -z "$graded" ]; then
    echo "Nothing was graded. Name a file after its exercise, as c1w2_callbacks.py or c1w2_callbacks.ipynb." >&2
    if [ "$worst" = 0 ]; then worst=5; fi
    exit "$worst"
fi

set --
for exercise in $graded; do set -- "$@" --report "$out/$exercise.json"; done
grader export markdown "$@" --out "$out/summary.md"
grader export junit "$@" --out "$out/junit.xml"
exit "$worst"
