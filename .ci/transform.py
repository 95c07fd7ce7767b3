"""Runs template.yaml through the SAM translator and writes what CloudFormation would get.

Usage: python3 .ci/transform.py TEMPLATE OUTPUT
Fails with the translator's message if the template is not a valid SAM template.
"""

import json
import os
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

from cfnlint.decode import decode  # noqa: E402
from samtranslator.model.exceptions import InvalidDocumentException  # noqa: E402
from samtranslator.translator.transform import transform  # noqa: E402


class ManagedPolicies:
    """The managed policies that SAM attaches by itself, by name."""

    def load(self):
        names = [
            "service-role/AWSLambdaBasicExecutionRole",
            "service-role/AWSLambdaSQSQueueExecutionRole",
            "AWSXRayDaemonWriteAccess",
        ]
        return {name.split("/")[-1]: "arn:aws:iam::aws:policy/" + name for name in names}


def main(template_path, output_path):
    template, mistakes = decode(template_path)
    if mistakes:
        sys.exit("\n".join(str(mistake) for mistake in mistakes))
    template = json.loads(json.dumps(template))
    # Where `sam package` would have put the code.
    template["Globals"]["Function"]["CodeUri"] = "s3://bucket/key"
    try:
        transformed = transform(template, {}, ManagedPolicies())
    except InvalidDocumentException as invalid:
        sys.exit("\n".join([invalid.message] + [cause.message for cause in invalid.causes]))
    with open(output_path, "w", encoding="utf-8") as output:
        json.dump(transformed, output, indent=2, sort_keys=True)
    print(f"{len(template['Resources'])} SAM resources, {len(transformed['Resources'])} for CloudFormation")


if __name__ == "__main__":
    main(*sys.argv[1:])
