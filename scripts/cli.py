#!/usr/bin/env python3
"""Administers a running gateway: projects, keys, limits and usage. Needs Python 3.8 or later, and no package.

  ./llmapi projects create --name shop --monthly-usd 50 --rpm 600
  ./llmapi keys create --project shop --name web --daily-usd 5
  ./llmapi usage --project shop --csv

Where it is: LLMAPI_URL (http://127.0.0.1:8080, or PORT). The key: LLMAPI_ADMIN_KEY, or the file admin-key in
LLMAPI_HOME (.llmapi), where a local gateway puts its own.
"""

import argparse
import json
import os
import pathlib
import sys
import urllib.error
import urllib.parse
import urllib.request


def usd(text):
    """A limit in USD; 'none' takes it away."""
    value = None if text == "none" else float(text)
    if value is not None and not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not USD, a number from 0, such as 50 or 0.25")
    return text if value is None else value


def whole(text):
    """A limit in whole numbers; 'none' takes it away."""
    value = 0 if text == "none" else int(text)
    if value < 0:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 0")
    return text if text == "none" else value


usd.__name__, whole.__name__ = "USD", "whole number"  # as argparse names them where they fail

LIMITS = {
    "--total-usd": ("usd_total", usd, "USD in all"),
    "--monthly-usd": ("usd_month", usd, "USD in a calendar month (UTC)"),
    "--daily-usd": ("usd_day", usd, "USD in a calendar day (UTC)"),
    "--rpm": ("rpm", whole, "requests a minute"),
    "--tpm": ("tpm", whole, "tokens a minute"),
    "--parallel": ("parallel", whole, "calls at one time"),
}


def main():
    arguments = parser().parse_args()
    try:
        arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # `| head` has read enough; what is left must not be tried again at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except urllib.error.HTTPError as error:
        sys.exit("llmapi: " + told(error))
    except urllib.error.URLError as error:
        sys.exit(f"llmapi: {base()} does not answer ({error.reason}); is the gateway running? LLMAPI_URL names another")


def parser():
    top = argparse.ArgumentParser(prog="llmapi", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    things = top.add_subparsers(dest="thing", required=True)
    projects = things.add_parser("projects", help="make, list, change and remove projects").add_subparsers(dest="verb", required=True)
    create = projects.add_parser("create", help="make a project")
    create.add_argument("--name", required=True)
    create.add_argument("--shares", type=int, help="counter items, for more than 500 calls a second")
    limits(create)
    create.set_defaults(run=lambda a: show(call("POST", "/admin/projects", body(a, "name", "shares"))))
    verbs(projects, "projects")
    keys = things.add_parser("keys", help="make, list, rotate, change and remove keys").add_subparsers(dest="verb", required=True)
    create = keys.add_parser("create", help="make a key; it is shown this once")
    create.add_argument("--project", required=True, help="id or name")
    create.add_argument("--name")
    limits(create)
    create.set_defaults(run=lambda a: show(call("POST", "/admin/keys", body(a, "project", "name"))))
    rotate = keys.add_parser("rotate", help="give a key a new secret; it is shown this once")
    rotate.add_argument("id")
    rotate.set_defaults(run=lambda a: show(call("POST", f"/admin/keys/{quoted(a.id)}/rotate", {})))
    verbs(keys, "keys")
    usage = things.add_parser("usage", help="what was used, by day, key, model and tags: the last 30 days")
    usage.add_argument("--project", help="of one project: its id or its name")
    usage.add_argument("--key", help="of one key: its id")
    usage.add_argument("--model", help="of one model, such as openai/gpt-5.4")
    usage.add_argument("--provider", help="of one provider")
    usage.add_argument("--tag", help="of one tag")
    usage.add_argument("--group-by", help="what is kept apart, the rest added up: some of day,project,key,model,provider,tags")
    usage.add_argument("--from", dest="first", help="the first day, such as 2026-11-01")
    usage.add_argument("--to", dest="last", help="the last day")
    usage.add_argument("--csv", action="store_true")
    usage.set_defaults(run=print_usage)
    return top


def verbs(commands, things):
    name_or_id = "its id, or its name" if things == "projects" else "its id"
    every = commands.add_parser("list", help=f"list the {things}")
    if things == "keys":
        every.add_argument("--project", help="of one project: its id or its name")
    every.set_defaults(run=lambda a: show_list(f"/admin/{things}", {"project": getattr(a, "project", None)}))
    one = commands.add_parser("show", help="show one")
    one.add_argument("id", help=name_or_id)
    one.set_defaults(run=lambda a: show(call("GET", f"/admin/{things}/{quoted(a.id)}")))
    change = commands.add_parser("change", help="change its name or its limits; 'none' takes a limit away")
    change.add_argument("id", help=name_or_id)
    change.add_argument("--name")
    limits(change)
    change.set_defaults(run=lambda a: show(call("PATCH", f"/admin/{things}/{quoted(a.id)}", body(a, "name"))))
    for verb, disabled in (("disable", True), ("enable", False)):
        switch = commands.add_parser(verb, help=f"{verb} it; within 30 seconds everywhere")
        switch.add_argument("id", help=name_or_id)
        switch.set_defaults(run=lambda a, d=disabled: show(call("PATCH", f"/admin/{things}/{quoted(a.id)}", {"disabled": d})))
    delete = commands.add_parser("delete", help="remove it")
    delete.add_argument("id", help=name_or_id)
    delete.set_defaults(run=lambda a: show(call("DELETE", f"/admin/{things}/{quoted(a.id)}")))


def limits(command):
    for option, (_, kind, text) in LIMITS.items():
        command.add_argument(option, type=kind, help=text)
    command.add_argument("--model", action="append", dest="models", help="a model that may be called, such as openai/*, or an alias; may be repeated")


def body(arguments, *members):
    given = {name: getattr(arguments, name) for name in members if getattr(arguments, name) is not None}
    bounds = {}
    for option, (name, _, _) in LIMITS.items():
        value = getattr(arguments, option[2:].replace("-", "_"))
        if value is not None:
            bounds[name] = None if value == "none" else value
    if arguments.models is not None:
        bounds["models"] = [] if arguments.models == ["none"] else arguments.models
    if bounds:
        given["limits"] = bounds
    return given


def print_usage(arguments):
    query = {name: getattr(arguments, name) for name in ("project", "key", "model", "provider", "tag", "group_by")}
    query.update({"from": arguments.first, "to": arguments.last, "format": "csv" if arguments.csv else None})
    text = call("GET", "/admin/usage?" + urllib.parse.urlencode({k: v for k, v in query.items() if v}))
    if arguments.csv:
        sys.stdout.write(text)
    else:
        show(text)


def call(method, path, given=None):
    request = urllib.request.Request(
        base() + path,
        method=method,
        data=None if given is None else json.dumps(given).encode(),
        headers={"Authorization": "Bearer " + admin_key(), "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read().decode()


def told(error):
    try:
        return json.loads(error.read())["error"]["message"]
    except (ValueError, KeyError, TypeError):
        return f"status {error.code}"


def show(text):
    print(json.dumps(json.loads(text), indent=2))


def show_list(path, query):
    """All pages of a list as one."""
    pages = []
    while not pages or pages[-1].get("has_more"):
        given = {**query, "after": pages[-1]["last_id"] if pages else None}
        encoded = urllib.parse.urlencode({name: value for name, value in given.items() if value is not None})
        pages.append(json.loads(call("GET", f"{path}?{encoded}")))
    whole_list = {**pages[0], "data": [each for page in pages for each in page["data"]]}
    whole_list.update({name: pages[-1][name] for name in ("last_id", "has_more") if name in pages[-1]})
    print(json.dumps(whole_list, indent=2))


def quoted(name):
    return urllib.parse.quote(name, safe="")


def base():
    return os.environ.get("LLMAPI_URL", "http://127.0.0.1:" + os.environ.get("PORT", "8080")).rstrip("/").removesuffix("/v1")


def admin_key():
    given = os.environ.get("LLMAPI_ADMIN_KEY")
    if given:
        return given
    file = pathlib.Path(os.environ.get("LLMAPI_HOME", ".llmapi")) / "admin-key"
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError:
        sys.exit(f"llmapi: there is no {file}; set LLMAPI_ADMIN_KEY, or LLMAPI_HOME to the gateway's folder for data")


if __name__ == "__main__":
    main()
