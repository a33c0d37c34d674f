"""Who of a class handed in what: folders, archives and rosters, as people and platforms make them.

`collect` is the one way in. A folder's layout is recognised by looking (`layouts`), read by a
module a layout, and matched with the roster; nothing that was handed in is dropped.
"""

from grader.handins.collect import collect
from grader.handins.names import safe_name

__all__ = ["collect", "safe_name"]
