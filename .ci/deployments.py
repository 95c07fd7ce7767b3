"""Deploys template.yaml on paper, and checks what only a second deployment or a second stack would show.

Usage: python3 .ci/deployments.py TEMPLATE

- A changed parameter reaches every function that reads it, by a plain `sam deploy`: a new version, to which
  the alias that callers use points.
- Two stacks in one account and region have no physical name in common.
- Every queue accepts what its source sends, dead letters included, and holds a message long enough.
"""

import json
import re
import sys

from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER
from transform import load, translate

REGION = "us-east-1"

# Properties of a function that belong to the function and not to its versions.
UNVERSIONED = {"ReservedConcurrentExecutions", "RecursiveLoop", "Tags"}


class Stack:
    """A stack as CloudFormation would make it: every intrinsic function evaluated."""

    def __init__(self, template, name, values):
        parameters = {k: str(v.get("Default", "")) for k, v in template["Parameters"].items()}
        self.name = name
        self.values = {**parameters, **values}
        self.lists = {k for k, v in template["Parameters"].items() if v["Type"] == "CommaDelimitedList"}
        self.translated = translation(template, self.values)
        self.conditions = self.translated.get("Conditions", {})
        self.declared = {
            key: resource
            for key, resource in self.translated["Resources"].items()
            if "Condition" not in resource or self.holds(resource["Condition"])
        }
        self.cache = {}

    def holds(self, condition):
        return bool(self.evaluate(self.conditions[condition]))

    def properties(self, key):
        return self.evaluate(self.declared[key].get("Properties", {}))

    def of_type(self, kind):
        return [key for key, resource in self.declared.items() if resource["Type"] == kind]

    def evaluate(self, node):
        if isinstance(node, list):
            return [value for value in map(self.evaluate, node) if value is not None]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            name, argument = next(iter(node.items()))
            if name == "Ref":
                return self.ref(argument)
            if name == "Condition" and isinstance(argument, str):
                return self.holds(argument)
            if name.startswith("Fn::"):
                return self.function(name, argument)
        evaluated = {key: self.evaluate(value) for key, value in node.items()}
        return {key: value for key, value in evaluated.items() if value is not None}

    def function(self, name, argument):
        if name == "Fn::GetAtt":
            parts = argument.split(".", 1) if isinstance(argument, str) else argument
            return self.attribute(parts[0], parts[1])
        if name == "Fn::Sub":
            text, own = (argument, {}) if isinstance(argument, str) else argument
            return re.sub(r"\${([^!}][^}]*)}", lambda match: self.variable(match.group(1), own), text)
        if name == "Fn::If":
            return self.evaluate(argument[1] if self.holds(argument[0]) else argument[2])
        if name == "Fn::Join":
            return argument[0].join(str(self.evaluate(part)) for part in argument[1])
        if name == "Fn::Equals":
            return str(self.evaluate(argument[0])) == str(self.evaluate(argument[1]))
        if name == "Fn::Not":
            return not self.evaluate(argument[0])
        if name == "Fn::And":
            return all(self.evaluate(part) for part in argument)
        if name == "Fn::Or":
            return any(self.evaluate(part) for part in argument)
        if name == "Fn::Select":
            return self.evaluate(argument[1])[int(argument[0])]
        if name == "Fn::Split":
            return self.evaluate(argument[1]).split(argument[0])
        if name == "Fn::FindInMap":
            first, second, third = map(self.evaluate, argument)
            return self.translated["Mappings"][first][second][third]
        sys.exit(f"deployments: {name} is not known here: teach .ci/deployments.py")

    def variable(self, name, own):
        if name in own:
            return str(self.evaluate(own[name]))
        return str(self.attribute(*name.split(".", 1)) if "." in name else self.ref(name))

    def ref(self, name):
        if name in self.lists:
            return self.values[name].split(",")
        if name in self.values:
            return self.values[name]
        pseudo = {
            "AWS::NoValue": None,
            "AWS::StackName": self.name,
            "AWS::Region": REGION,
            "AWS::AccountId": "123456789012",
            "AWS::Partition": "aws",
            "AWS::URLSuffix": "amazonaws.com",
            "AWS::StackId": f"stack/{self.name}",
        }
        return pseudo[name] if name in pseudo else self.physical(name)

    def attribute(self, key, attribute):
        return f"{self.physical(key)}.{attribute}"

    def physical(self, key):
        """A name that changes whenever CloudFormation would replace the resource."""
        if key not in self.cache:
            if key not in self.declared:
                sys.exit(f"deployments: a resource that is made refers to {key}, which is not")
            self.cache[key] = f"{self.name}/{key}"  # for circular references
            created = schema(self.declared[key]["Type"]).get("createOnlyProperties") or []
            properties = self.properties(key)
            fixed = {path: at(properties, path) for path in created if at(properties, path) is not None}
            self.cache[key] = f"{self.name}/{key}/{json.dumps(fixed, sort_keys=True)}"
        return self.cache[key]


def translation(template, values, known={}):
    """The translated template; SAM itself reads the parameters of DeploymentPreference only."""
    read = set(re.findall(r'"Ref": "(\w+)"', json.dumps(template["Globals"]["Function"].get("DeploymentPreference"))))
    key = tuple((name, values[name]) for name in sorted(read & values.keys()))
    if key not in known:
        known[key] = translate(template, dict(key))
    return known[key]


def schema(kind):
    return PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, kind).schema


def at(properties, path):
    """The value at a path of a schema, such as /properties/Name."""
    for step in path.split("/")[2:]:
        properties = properties.get(step) if isinstance(properties, dict) else None
    return properties


def other_value(declaration, value):
    """Another value that the parameter allows."""
    allowed = [str(option) for option in declaration.get("AllowedValues", [])]
    if allowed:
        return next(option for option in allowed if option != value)
    if declaration["Type"] == "Number":
        return declaration["MinValue"] if str(declaration["MinValue"]) != value else declaration["MinValue"] + 1
    pattern = re.compile(declaration.get("AllowedPattern", "^.*$"))
    examples = [
        "other@example.org", "https://other.example.org", "example.org", "other", "2027-02-03", "2",
        "rate=15,daily=60000", "com.example.other", "",
    ]
    example = next((e for e in examples if e != value and pattern.fullmatch(e)), None)
    return example if example is not None else sys.exit(f"deployments: no example fits {pattern.pattern}: add one to .ci/deployments.py")


def parameters_that_do_not_arrive(template, values):
    before = Stack(template, "sluice", values)
    functions = before.of_type("AWS::Lambda::Function")
    versions = {before.declared[key]["Properties"]["FunctionName"]["Ref"]: key
                for key in before.of_type("AWS::Lambda::Version")}

    def configuration(stack, function):
        return {k: v for k, v in stack.properties(function).items() if k not in UNVERSIONED}

    arriving = set()
    for name, declaration in template["Parameters"].items():
        changed = {**values, name: str(other_value(declaration, before.values[name]))}
        after = Stack(template, "sluice", changed)
        for function in functions:
            differs = configuration(before, function) != configuration(after, function)
            new = {after.declared[key]["Properties"]["FunctionName"]["Ref"]: key
                   for key in after.of_type("AWS::Lambda::Version")}
            published = before.physical(versions[function]) != after.physical(new[function])
            if differs and not published:
                yield f"{name} changes {function}, but no version of it is published: add {name} to Settings"
            if published and not differs:
                yield f"{name} publishes a version of {function}, which did not change: Lambda refuses that"
            if differs:
                arriving.add(name)
    if not arriving:
        yield "no parameter reaches a function"
    else:
        print(f"deployments: {len(arriving)} parameters reach {len(functions)} functions")


def names_in_common(template, values):
    one, other = Stack(template, "one", values), Stack(template, "other", values)
    for key, resource in one.declared.items():
        description = schema(resource["Type"])
        unknown = set(description.get("readOnlyProperties") or [])
        for names in [description["primaryIdentifier"]] + (description.get("additionalIdentifiers") or []):
            names = [name for name in names if name not in unknown]
            here = [at(one.properties(key), name) for name in names]
            if names and None not in here and here == [at(other.properties(key), name) for name in names]:
                yield f"{key} has a name that a second stack would have too: {here}"


def list_of(value):
    return value if isinstance(value, list) else [value]


def allows(statements, action, resource, principal=None, source=None):
    """Whether a policy allows an action on a resource, to a service that acts for a source if given."""
    for statement in list_of(statements):
        named = statement.get("Principal")
        who = list_of(named.get("Service")) if isinstance(named, dict) else [named]
        condition = statement.get("Condition", {})
        if (
            statement["Effect"] == "Allow"
            and principal in who
            and action in list_of(statement["Action"])
            and resource in list_of(statement["Resource"])
            and (not condition or source in list_of(condition.get("ArnEquals", {}).get("aws:SourceArn")))
        ):
            return True
    return False


def closed_dead_letter_paths(template, values):
    stack = Stack(template, "sluice", values)
    policies = {}
    for key in stack.of_type("AWS::SQS::QueuePolicy"):
        properties = stack.properties(key)
        for queue in properties["Queues"]:
            if queue in policies:
                yield f"{key}: the queue {queue} has a policy already, and only one counts"
            policies[queue] = properties["PolicyDocument"]["Statement"]

    def queue_allows(arn, service, source):
        return allows(policies.get(arn.removesuffix(".Arn"), []), "sqs:SendMessage", arn, service, source)

    def role_allows(arn, queue):
        role = stack.properties(next(k for k in stack.of_type("AWS::IAM::Role") if stack.attribute(k, "Arn") == arn))
        return any(allows(policy["PolicyDocument"]["Statement"], "sqs:SendMessage", queue) for policy in role["Policies"])

    paths = 0
    queue_arns = {stack.attribute(key, "Arn") for key in stack.of_type("AWS::SQS::Queue")}
    for key in stack.of_type("AWS::Events::Rule"):
        for target in stack.properties(key)["Targets"]:
            queues = [target["Arn"]] if target["Arn"] in queue_arns else []
            if "DeadLetterConfig" not in target:
                yield f"{key}: its target has no dead-letter queue"
            else:
                queues.append(target["DeadLetterConfig"]["Arn"])
            for queue in queues:
                paths += 1
                if not queue_allows(queue, "events.amazonaws.com", stack.attribute(key, "Arn")):
                    yield f"{key}: EventBridge may not send to {queue}"
    for key in stack.of_type("AWS::Scheduler::Schedule"):
        target = stack.properties(key)["Target"]
        paths += 1
        if "DeadLetterConfig" not in target or not role_allows(target["RoleArn"], target["DeadLetterConfig"]["Arn"]):
            yield f"{key}: has no dead-letter queue that its role may send to"
    for key in stack.of_type("AWS::Lambda::EventInvokeConfig"):
        properties = stack.properties(key)
        function = next(f for f in stack.of_type("AWS::Lambda::Function") if stack.physical(f) == properties["FunctionName"])
        paths += 1
        if not role_allows(stack.properties(function)["Role"], properties["DestinationConfig"]["OnFailure"]["Destination"]):
            yield f"{key}: the function may not send to its failure destination"
    queues = {stack.attribute(key, "Arn"): stack.properties(key) for key in stack.of_type("AWS::SQS::Queue")}
    for key in stack.of_type("AWS::Lambda::EventSourceMapping"):
        properties = stack.properties(key)
        queue = queues[properties["EventSourceArn"]]
        function = next(f for f in stack.of_type("AWS::Lambda::Function")
                        if stack.declared[key]["Properties"]["FunctionName"] == {"Ref": f + "Aliaslive"})
        paths += 1
        if queue["RedrivePolicy"]["deadLetterTargetArn"] not in queues:
            yield f"{key}: the queue has no dead-letter queue"
        receives = queue["RedrivePolicy"]["maxReceiveCount"]
        if queue["VisibilityTimeout"] < 6 * stack.properties(function)["Timeout"]:
            yield f"{key}: the queue's visibility timeout is less than six times the function's timeout"
        if queue["MessageRetentionPeriod"] <= receives * queue["VisibilityTimeout"]:
            yield f"{key}: a message expires before it was received {receives} times and goes to the dead-letter queue"
    print(f"deployments: {paths} paths to dead-letter queues")


def main(path):
    template = load(path)
    # Every optional part is there.
    values = {
        "AlarmEmail": "ops@example.com",
        "MessageEventSources": "com.example.shop",
        "GradualDeployment": "Canary10Percent10Minutes",
        "EventArchiveDays": "30",
        "Edge": "true",
        "EdgeWebAclArn": "arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/12345678-1234-1234-1234-123456789012",
        "SenderAddress": "news@example.com",
        "SenderIdentity": "example.com",
        "PostalAddress": "1 Lock Lane, Watergate",
        "LinkBaseUrl": "https://mail.example.com",
    }
    findings = [
        *parameters_that_do_not_arrive(template, values),
        *names_in_common(template, values),
        *closed_dead_letter_paths(template, values),
    ]
    if findings:
        sys.exit("\n".join("deployments: " + finding for finding in findings))


if __name__ == "__main__":
    main(*sys.argv[1:])
