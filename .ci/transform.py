"""Runs template.yaml through the SAM translator and writes what CloudFormation would get.

Usage: python3 .ci/transform.py TEMPLATE OUTPUT
Fails with the translator's message if the template is not a valid SAM template.
"""

import copy
import json
import os
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

from cfnlint.decode import decode  # noqa: E402
from samtranslator.model.exceptions import InvalidDocumentException  # noqa: E402
from samtranslator.translator.transform import transform  # noqa: E402


# Routes that need no signature, such as those that links in messages lead to.
OPEN_ROUTES = {
    "get /u/{token}",
    "head /u/{token}",
    "post /u/{token}",
    "get /p/{token}",
    "head /p/{token}",
    "post /p/{token}",
    "get /p/{token}/data",
    "get /p/{token}/erase",
    "post /p/{token}/erase",
}


class ManagedPolicies:
    """The managed policies that SAM attaches by itself, by name."""

    def load(self):
        names = [
            "service-role/AWSLambdaBasicExecutionRole",
            "service-role/AWSLambdaSQSQueueExecutionRole",
            "AWSXRayDaemonWriteAccess",
        ]
        return {name.split("/")[-1]: "arn:aws:iam::aws:policy/" + name for name in names}


def unsigned_routes(transformed):
    """Routes that the API would serve to callers who did not sign."""
    for api in transformed["Resources"].values():
        if api["Type"] == "AWS::ApiGatewayV2::Api":
            for path, operations in api["Properties"]["Body"]["paths"].items():
                for method, operation in operations.items():
                    if operation.get("security") != [{"AWS_IAM": []}]:
                        yield f"{method} {path}"


def load(path):
    """A SAM template with its short forms written out."""
    template, mistakes = decode(path)
    if mistakes:
        sys.exit("\n".join(str(mistake) for mistake in mistakes))
    return json.loads(json.dumps(template))


def translate(template, parameters):
    """What CloudFormation would get for these values of parameters."""
    template = copy.deepcopy(template)
    # Where `sam package` would have put the code.
    template["Globals"]["Function"]["CodeUri"] = "s3://bucket/key"
    try:
        return transform(template, parameters, ManagedPolicies())
    except InvalidDocumentException as invalid:
        sys.exit("\n".join([invalid.message] + [cause.message for cause in invalid.causes]))


def main(template_path, output_path):
    template = load(template_path)
    transformed = translate(template, {})
    unsigned = sorted(set(unsigned_routes(transformed)) - OPEN_ROUTES)
    if unsigned:
        sys.exit("routes that need no signature: " + ", ".join(unsigned))
    # SAM itself reads this parameter; no other one changes what there is.
    gradual = translate(template, {"GradualDeployment": "Canary10Percent10Minutes"})
    for path, stack in ((output_path, transformed), (output_path.replace(".json", "-gradual.json"), gradual)):
        with open(path, "w", encoding="utf-8") as output:
            json.dump(stack, output, indent=2, sort_keys=True)
    print(f"{len(template['Resources'])} SAM resources, {len(transformed['Resources'])} for CloudFormation")


if __name__ == "__main__":
    main(*sys.argv[1:])
