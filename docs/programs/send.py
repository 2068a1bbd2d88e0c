"""A card to two numbers: python3 send.py <template> <SMS template> <channel>.

TIDINGS_API: https://…/functions/v1/api · TIDINGS_KEY: <access key id>.<secret>
"""

import json
import os
import sys
import urllib.error
import urllib.request
import uuid

if len(sys.argv) != 4:
    sys.exit("python3 send.py <template> <SMS template> <channel>: whole ids")
template, sms, channel = sys.argv[1:]


def call(method, path, body=None):
    """Calls a route. One key a step: a repeated request acts once."""
    request = urllib.request.Request(
        os.environ["TIDINGS_API"] + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={
            "Authorization": "Bearer " + os.environ["TIDINGS_KEY"],
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid.uuid4()),
        },
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        told = json.load(error)
        sys.exit("{code}: {detail} ({request_id})".format(**told))


numbers = call(
    "POST",
    "/resources/numbers/typed",
    {
        "purpose": "aim",
        "phones": ["13800000001", "13800000005"],
        # The values of the template's parameters, beside each number.
        "params": [
            {"name": "李", "order_no": "1001", "pickup_code": "8-1"},
            {"name": "王", "order_no": "1002", "pickup_code": "8-2"},
        ],
    },
)
send = call(
    "POST",
    "/resources/sends",
    {
        "name": "订单提醒",
        "template_id": template,
        "sms_template_id": sms,
        "channel_id": channel,
        "number_file_id": numbers["id"],
        "timing": "immediate",
    },
)
call("POST", "/resources/sends/" + send["id"] + "/submit", {})
print(json.dumps(call("GET", "/resources/sends/" + send["id"] + "/progress")))
