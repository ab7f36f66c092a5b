"""Creates at AWS's stand-in what template.yaml would create on AWS: its DynamoDB tables.

usage: setup.py [--endpoint URL] [--template FILE] [--name NAME]

Everything about a table is read from the template. CloudFormation names a table by itself; here it is NAME
(LLMAPI_TABLE, or llmapi). A table that is there already is left as it is. Prints the table's name.
"""
import argparse
import os
import pathlib
import sys

import botocore.session
import yaml
from botocore.config import Config

# Of a table's properties in CloudFormation, those that CreateTable takes under the same name.
CREATED = ("AttributeDefinitions", "KeySchema", "BillingMode", "GlobalSecondaryIndexes", "LocalSecondaryIndexes")
# What is set by calls of their own, or means nothing on a stand-in.
SET_AFTERWARDS = ("TimeToLiveSpecification", "PointInTimeRecoverySpecification")
NO_MATTER = ("TableName", "SSESpecification", "DeletionProtectionEnabled", "Tags")


class Template(yaml.SafeLoader):
    """YAML with CloudFormation's short functions (!Ref, !Sub ...), which no table's schema uses."""


Template.add_multi_constructor("!", lambda loader, suffix, node: f"!{suffix}")


def tables(path):
    resources = yaml.load(path.read_text(), Template)["Resources"]
    return {name: resource["Properties"] for name, resource in resources.items()
            if resource["Type"] == "AWS::DynamoDB::Table"}


def create(client, name, properties):
    unknown = set(properties) - set(CREATED) - set(SET_AFTERWARDS) - set(NO_MATTER)
    if unknown:
        sys.exit(f"setup: localstack/setup.py does not know {', '.join(sorted(unknown))}")
    try:
        client.create_table(TableName=name, **{key: properties[key] for key in CREATED if key in properties})
    except client.exceptions.ResourceInUseException:
        return
    client.get_waiter("table_exists").wait(TableName=name, WaiterConfig={"Delay": 1})
    if "TimeToLiveSpecification" in properties:
        client.update_time_to_live(TableName=name, TimeToLiveSpecification=properties["TimeToLiveSpecification"])
    if "PointInTimeRecoverySpecification" in properties:
        client.update_continuous_backups(
            TableName=name, PointInTimeRecoverySpecification=properties["PointInTimeRecoverySpecification"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--endpoint", default=os.environ.get("AWS_ENDPOINT_URL", "http://127.0.0.1:4566"))
    parser.add_argument("--template", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parent.parent / "template.yaml")
    parser.add_argument("--name", default=os.environ.get("LLMAPI_TABLE") or "llmapi")
    options = parser.parse_args()
    found = tables(options.template)
    if len(found) != 1:
        sys.exit(f"setup: {options.template} has {len(found)} tables, and LLM API uses one")
    client = botocore.session.get_session().create_client(
        "dynamodb", endpoint_url=options.endpoint, region_name=os.environ.get("AWS_REGION", "us-east-1"),
        aws_access_key_id=os.environ.get("AWS_ACCESS_KEY_ID", "test"),
        aws_secret_access_key=os.environ.get("AWS_SECRET_ACCESS_KEY", "test"), config=Config(proxies={}))
    for properties in found.values():
        create(client, options.name, properties)
    print(options.name)


if __name__ == "__main__":
    main()
