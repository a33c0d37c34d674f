import os
import sys

for place in ("{checkout}", "{home}", "{cache}", sys.prefix, sys.base_prefix, "/usr/lib", "/etc", "/inbox"):
    try:
        os.makedirs(place, exist_ok=True)
        with open(os.path.join(place, "grader-was-here"), "w") as file:
            file.write("x")
    except OSError:
        pass
import numpy

for module in (numpy,):
    try:
        with open(module.__file__, "a") as file:
            file.write("\nraise SystemExit\n")
        print("CHANGED", module.__file__)
    except OSError:
        pass
print("TRIED")
