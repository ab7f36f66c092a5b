"""A provider for LocalStack 4.14.0 that passes every DynamoDB request on to the emulator at LLMAPI_DYNAMODB_URL.

LocalStack's own downloads DynamoDB Local, whose licence asks for an AWS account. Chosen by
PROVIDER_OVERRIDE_DYNAMODB=forwarded.
"""
import os

from localstack.aws.api.dynamodb import DynamodbApi
from localstack.aws.forwarder import HttpFallbackDispatcher
from localstack.services.plugins import Service, ServiceLifecycleHook, aws_provider


class Nothing(DynamodbApi, ServiceLifecycleHook):
    """Has no operation of its own, so that each is forwarded."""


@aws_provider(api="dynamodb", name="forwarded")
def forwarded():
    url = os.environ["LLMAPI_DYNAMODB_URL"]

    def dispatch_table(provider):
        return HttpFallbackDispatcher(provider, lambda account_id, region: url)

    return Service.for_provider(Nothing(), dispatch_table_factory=dispatch_table)
