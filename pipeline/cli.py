"""The `tradewatch` command: each subcommand is a module of pipeline.commands with `HELP`, `arguments(parser)` and `run(args)`."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import signal
import sys

from core.errors import ConfigError, TradewatchError
from pipeline import commands


def main(argv: list[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0 only on success, 1 when something failed, 2 for wrong use."""
    if argv is None:  # a process of its own: `tradewatch search … | head` ends quietly
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    parser = argparse.ArgumentParser(prog="tradewatch", description="Tradewatch (网哨): watches online shops and advertisements.")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for info in sorted(pkgutil.iter_modules(commands.__path__), key=lambda item: item.name):
        # the module is imported with the parser: its own heavy imports stay inside run()
        module = importlib.import_module(f"pipeline.commands.{info.name}")
        sub = subparsers.add_parser(info.name.replace("_", "-"), help=module.HELP, description=module.__doc__)
        module.arguments(sub)
        sub.set_defaults(run=module.run)
    args = parser.parse_args(argv)
    try:
        return int(args.run(args))
    except ConfigError as exc:
        return _say(f"tradewatch: {exc}", 2)
    except TradewatchError as exc:
        return _say(f"tradewatch {args.command}: {exc}", 1)
    except OSError as exc:  # a disk that is full, a folder that is none: the system's own words name it
        return _say(f"tradewatch {args.command}: {exc}", 1)
    except KeyboardInterrupt:
        return _say("", 130)


def _say(text: str, status: int) -> int:
    sys.stderr.write(f"{text}\n" if text else "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
