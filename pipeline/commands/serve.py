"""Serve the screens and the API on 127.0.0.1."""

from __future__ import annotations

import argparse

HELP = "serve screens and API"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments: none; the port is TRADEWATCH_PORT."""


def run(args: argparse.Namespace) -> int:
    """Runs until Ctrl-C or SIGTERM."""
    from core.settings import load_settings
    from pipeline.serving import serve

    return serve(load_settings())
