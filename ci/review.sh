#!/usr/bin/env bash
# Checks, compares and builds; leaves its results where GitHub Actions looks for them. Findings do not
# end it: its last output, `status`, says what the job shall exit with.
set -euo pipefail

out=${RUNNER_TEMP:-/tmp}/senda
rm -rf "$out"
mkdir -p "$out"
status=0
worst() { if [ "$1" -gt "$status" ]; then status=$1; fi; }

day=()
if [ -n "${SENDA_AS_OF:-}" ]; then day=(--as-of "$SENDA_AS_OF"); fi
if [ -z "${SENDA_LANG:-}" ]; then unset SENDA_LANG; fi

code=0
senda check "$SENDA_PATH" ${day[@]+"${day[@]}"} --fail-on "${SENDA_FAIL_ON:-error}" \
  --format github --format "sarif=$out/senda.sarif" || code=$?
worst "$code"
if [ -f "$out/senda.sarif" ]; then echo "sarif=$out/senda.sarif" >> "$GITHUB_OUTPUT"; fi

# A clone without the commits to compare with is told so by senda, in words; the check still counts.
fail=()
if [ -n "${SENDA_DIFF_FAIL_ON:-}" ]; then fail=(--fail-on "$SENDA_DIFF_FAIL_ON"); fi
code=0
senda diff --program "$SENDA_PATH" ${day[@]+"${day[@]}"} ${fail[@]+"${fail[@]}"} --format "markdown=$out/summary.md" \
  --format "html=$out/changes.html" --format "github=$out/changes.txt" --format "sarif=$out/changes.sarif" || code=$?
worst "$code"
if [ -f "$out/changes.sarif" ]; then echo "changes-sarif=$out/changes.sarif" >> "$GITHUB_OUTPUT"; fi
if [ -f "$out/changes.html" ]; then echo "changes=$out/changes.html" >> "$GITHUB_OUTPUT"; fi
# GitHub shows ten annotations of a kind in one step: those of changes get a step of their own.
if [ -f "$out/changes.txt" ]; then echo "annotations=$out/changes.txt" >> "$GITHUB_OUTPUT"; fi
if [ -f "$out/summary.md" ]; then
  cat "$out/summary.md" >> "$GITHUB_STEP_SUMMARY"
  echo "summary=$out/summary.md" >> "$GITHUB_OUTPUT"
fi

if [ "${SENDA_SITE:-true}" = true ]; then
  code=0
  revision=${GITHUB_SHA:-}
  senda build "$SENDA_PATH" --out "$out/site" ${day[@]+"${day[@]}"} ${revision:+--revision "${revision:0:8}"} \
    --format "json=$out/build.json" > /dev/null || code=$?
  # What the check found is no second fault; a build that could not be made is one.
  if [ "$code" -gt 1 ]; then worst "$code"; fi
  if [ -d "$out/site" ]; then echo "out=$out/site" >> "$GITHUB_OUTPUT"; fi
fi
echo "status=$status" >> "$GITHUB_OUTPUT"
