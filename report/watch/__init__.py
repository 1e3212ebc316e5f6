"""Build again at each save, and show the page in a browser as it becomes.

The process that watches imports nothing heavy. A child that has imported the engine forks a builder for each
build, so that every build imports the analyses afresh and a build that a save has overtaken can be ended.
"""

from report.watch.session import watch

__all__ = ["watch"]
