#!/usr/bin/env python3
"""What SAM's own commands do not check, for sam-check.sh and sam-local.sh. Runs with the Python of sam-venv.sh.

    sam_checks.py expand             prints the CloudFormation that SAM makes of template.yaml, offline
    sam_checks.py template EXPANDED  fails if the template or what became of it breaks a rule below
    sam_checks.py answer EVENT FILE  fails if the answer to events/EVENT.json is not what a client expects
"""

import json
import pathlib
import re
import sys
import zipfile

from samcli.commands.validate.lib.exceptions import InvalidSamDocumentException
from samcli.lib.translate.sam_template_validator import SamTemplateValidator
from samcli.yamlhelper import yaml_parse

TEMPLATE = pathlib.Path("template.yaml")
ROUTES = pathlib.Path("src/main/java/dev/llmapi/app/Route.java")
LONGEST_SECONDS = 900  # of a Lambda function, and of a streaming integration of a REST API


class NoManagedPolicies:
    """Stands in for a look-up in IAM."""

    def load(self):
        raise InvalidSamDocumentException("a managed policy that SAM does not know: give its ARN, not its name")


def read_template():
    return yaml_parse(TEMPLATE.read_text(encoding="utf-8"))


def expand():
    validator = SamTemplateValidator(read_template(), NoManagedPolicies(), region="us-east-1")
    print(validator.get_translated_template_if_valid())


# Rules of the template as it is written: name -> generator of complaints.

def of_type(template, kind):
    return {name: one["Properties"] for name, one in template["Resources"].items() if one["Type"] == kind}


def code_is_there(source, _):
    """`sam build` and `sam validate` pass without the zip."""
    for name, function in of_type(source, "AWS::Serverless::Function").items():
        code = function.get("CodeUri")
        if not code or not pathlib.Path(code).is_file():
            yield f"{name}: CodeUri {code} is not a file (make build)"


def handlers_are_in_the_zip(source, _):
    for name, function in of_type(source, "AWS::Serverless::Function").items():
        if not pathlib.Path(function["CodeUri"]).is_file():
            continue
        entries = zipfile.ZipFile(function["CodeUri"]).namelist()
        for handler in re.findall(r"(dev\.llmapi[\w.]+)::", json.dumps(function["Handler"])):
            if handler.replace(".", "/") + ".class" not in entries:
                yield f"{name}: the zip has no {handler}"


def snapshots_follow_variables(source, _):
    for name, function in of_type(source, "AWS::Serverless::Function").items():
        if function.get("AutoPublishAliasAllProperties") is not True:
            yield f"{name}: AutoPublishAliasAllProperties is not true: a changed variable keeps the old snapshot"


# Rules of the expanded template.

def integrations(expanded):
    for api in of_type(expanded, "AWS::ApiGateway::RestApi").values():
        for path, methods in api["Body"]["paths"].items():
            for method, operation in methods.items():
                yield f"{method.upper()} {path}", operation["x-amazon-apigateway-integration"]


def routes_stream(_, expanded):
    found = list(integrations(expanded))
    if not found:
        yield "no route at all"
    for route, integration in found:
        uri = json.dumps(integration["uri"])
        if integration.get("responseTransferMode") != "STREAM":
            yield f"{route}: responseTransferMode is not STREAM (SAM: ResponseTransferMode: RESPONSE_STREAM)"
        if "/2021-11-15/" not in uri or "response-streaming-invocations" not in uri:
            yield f"{route}: the integration does not call the function as a stream"
        if "Aliaslive" not in uri:
            yield f"{route}: calls the unpublished version, which has no snapshot"
        if not 29000 < integration.get("timeoutInMillis", 0) <= LONGEST_SECONDS * 1000:
            yield f"{route}: timeoutInMillis {integration.get('timeoutInMillis')}"


def route_table():
    """The rows of the gateway's own route table; {id} takes slashes too, and what may stand behind it."""
    rows = re.findall(r'^  [A-Z_]+\(\s*"([A-Z]+)",\s+"([^"]+)"', ROUTES.read_text(encoding="utf-8"), re.MULTILINE)
    return {f"{method} {re.sub(r'{[a-z]+}.*$', '{+}', path)}" for method, path in rows}


def routes_are_the_gateways(_, expanded):
    table = route_table()
    routes = {re.sub(r"{[a-z]+[+]}$", "{+}", route) for route, _ in integrations(expanded)}
    if not table:
        yield f"{ROUTES}: no row was found"
    for route in sorted(table - routes):
        yield f"{route}: in {ROUTES.name}, and no event of the template leads there"
    for route in sorted(routes - table):
        yield f"{route}: in the template, and {ROUTES.name} does not know it"


def functions_are_complete(_, expanded):
    for name, function in of_type(expanded, "AWS::Lambda::Function").items():
        if function.get("Runtime") != "java25":
            yield f"{name}: runtime {function.get('Runtime')}"
        if function.get("SnapStart") != {"ApplyOn": "PublishedVersions"}:
            yield f"{name}: no SnapStart"
        if function.get("Timeout", 3) > LONGEST_SECONDS:
            yield f"{name}: timeout {function['Timeout']}"
        if "LogGroup" not in function.get("LoggingConfig", {}):
            yield f"{name}: no log group of its own"
        if "LLMAPI_FUNCTION" not in function["Environment"]["Variables"]:
            yield f"{name}: LLMAPI_FUNCTION is not set"


def logs_end(_, expanded):
    for name, group in of_type(expanded, "AWS::Logs::LogGroup").items():
        if "RetentionInDays" not in group:
            yield f"{name}: logs are kept for ever"


def policies_are_narrow(_, expanded):
    for name, role in of_type(expanded, "AWS::IAM::Role").items():
        policies = json.dumps(role.get("Policies", []))
        if re.search(r'"Resource": (\[)?"\*"', policies):
            yield f"{name}: a policy for every resource"
        if re.search(r'"[a-z-]+:[A-Za-z]*\*"', policies):
            yield f"{name}: a policy with a wildcard for actions"


def events_have_routes(_, expanded):
    routes = {route for route, _ in integrations(expanded)}
    for file in sorted(pathlib.Path("events").glob("*.json")):
        event = json.loads(file.read_text(encoding="utf-8"))
        if "resource" in event and f"{event['httpMethod']} {event['resource']}" not in routes:
            yield f"{file}: the template has no such route"


def outputs_help(_, expanded):
    endpoint = json.dumps(expanded["Outputs"]["Endpoint"]["Value"])
    if '/v1"' not in endpoint:
        yield "Endpoint: an OpenAI client's base_url ends in /v1"
    if not any(name.startswith("NextStep") for name in expanded["Outputs"]):
        yield "no output tells the next step"


RULES = [
    code_is_there,
    handlers_are_in_the_zip,
    snapshots_follow_variables,
    routes_stream,
    routes_are_the_gateways,
    functions_are_complete,
    logs_end,
    policies_are_narrow,
    events_have_routes,
    outputs_help,
]


def check_template(path):
    source = read_template()
    expanded = yaml_parse(pathlib.Path(path).read_text(encoding="utf-8"))
    complaints = [complaint for rule in RULES for complaint in rule(source, expanded)]
    if complaints:
        sys.exit("\n".join(complaints))
    print(f"template: {len(RULES)} rules hold")


# What the body of each answer must have.
ANSWERS = {
    "chat": lambda body: json.loads(body)["object"] == "chat.completion",
    "chat-stream": lambda body: body.startswith("data: ") and body.endswith("data: [DONE]\n\n"),
    "chat-v2": lambda body: json.loads(body)["object"] == "chat.completion",
    "chat-vision": lambda body: json.loads(body)["object"] == "chat.completion",
    "healthz": lambda body: isinstance(json.loads(body), dict),
    "model": lambda body: json.loads(body)["id"] == "sandbox/chat",
    "models": lambda body: json.loads(body)["object"] == "list",
    "openapi": lambda body: json.loads(body)["openapi"].startswith("3."),
}


def check_answer(event, path):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    try:
        answer = json.loads(text)
        if answer["statusCode"] == 200 and not answer["isBase64Encoded"] and ANSWERS[event](answer["body"]):
            print(f"{event}: 200, {len(answer['body'])} characters")
            return
    except (ValueError, KeyError, TypeError) as error:
        text += f"\n{type(error).__name__}: {error}"
    sys.exit(f"{event}: not the expected answer: {text[:600]}")


COMMANDS = {"expand": (expand, 0), "template": (check_template, 1), "answer": (check_answer, 2)}

if __name__ == "__main__":
    command, count = COMMANDS.get(sys.argv[1] if len(sys.argv) > 1 else "", (None, 0))
    if command is None or len(sys.argv) != 2 + count:
        sys.exit(__doc__)
    try:
        command(*sys.argv[2:])
    except InvalidSamDocumentException as invalid:
        sys.exit(f"{TEMPLATE}: {invalid}")
