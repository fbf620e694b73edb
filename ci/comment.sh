#!/usr/bin/env bash
# Writes the summary as one comment of the pull request, and writes over it the next time. Where the
# token may not write, as in a pull request from a fork, the summary of the step has to do.
set -euo pipefail

# Two programs of one repository have a comment each.
mark="<!-- senda: ${SENDA_PATH//[^A-Za-z0-9._\/-]/_} -->"
body=$(mktemp)
{ echo "$mark"; cat "$SENDA_SUMMARY"; } > "$body"
comments="repos/$GITHUB_REPOSITORY/issues/$SENDA_PULL_REQUEST/comments"

# A comment with our mark that somebody else wrote is not ours to change.
ours='.[] | select(.user.type == "Bot") | select(.body | startswith($mark)) | .id'
if ! found=$(gh api --paginate "$comments" | jq --raw-output --arg mark "$mark" "$ours" | head -n 1); then
  echo "::notice title=senda::the comments cannot be read with this token; the summary of the step has the changes"
  exit 0
fi
if [ -n "$found" ]; then
  target=(--method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$found")
else
  target=(--method POST "$comments")
fi
if ! gh api "${target[@]}" --field "body=@$body" > /dev/null; then
  echo "::notice title=senda::no comment can be written with this token; the summary of the step has the changes"
fi
