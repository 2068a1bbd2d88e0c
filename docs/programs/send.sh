#!/bin/sh
# A card to two numbers: sh send.sh <template> <SMS template> <channel>. TIDINGS_API: https://…/functions/v1/api · TIDINGS_KEY: <access key id>.<secret>
set -eu
[ $# = 3 ] || { echo "sh send.sh <template> <SMS template> <channel>: whole ids" >&2; exit 2; }
template=$1 sms=$2 channel=$3
call() {
  told=$(curl --silent --show-error --fail-with-body -H "Authorization: Bearer $TIDINGS_KEY" -H 'Content-Type: application/json' "$@") ||
    { printf '%s\n' "$told" >&2; return 1; }
  printf '%s' "$told"
}
# The id is the first thing in every row.
id() { printf '%s' "$1" | sed -n 's/^{"id":"\([^"]*\)".*/\1/p'; }
run=$(date +%s)-$$

numbers=$(call -H "Idempotency-Key: numbers-$run" --data '{"purpose": "aim", "phones": ["13800000001", "13800000005"],
  "params": [{"name": "李", "order_no": "1001", "pickup_code": "8-1"}, {"name": "王", "order_no": "1002", "pickup_code": "8-2"}]}' \
  "$TIDINGS_API/resources/numbers/typed")
send=$(call -H "Idempotency-Key: send-$run" --data "{\"name\": \"订单提醒\", \"template_id\": \"$template\", \"sms_template_id\": \"$sms\",
  \"channel_id\": \"$channel\", \"number_file_id\": \"$(id "$numbers")\", \"timing\": \"immediate\"}" "$TIDINGS_API/resources/sends")
send=$(id "$send")
# What sends has to name a key; a repeated request acts once.
call -H "Idempotency-Key: submit-$run" --data '{}' "$TIDINGS_API/resources/sends/$send/submit" > /dev/null
call "$TIDINGS_API/resources/sends/$send/progress"
