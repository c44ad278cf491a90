import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import './websocket-shim.mjs';
import { normalizeOperationOutcome, validateResource } from '@medplum/core';
import { indexR4, loadProfiles } from './definitions.mjs';
import { profileFor } from './profile-for.mjs';

/**
 * Reads resources, one a line, from standard input, and writes one line for each fault:
 * the line of the resource, the profile (or R4), where, and what. Ends with 0 where there is none, 1 where there are, 2 on bad use.
 */
const profiles = readProfiles();
let number = 0;
let faults = 0;
let unprofiled = 0;
for await (const line of createInterface({ input: process.stdin })) {
  number++;
  if (line.trim()) check(line);
}
const without = unprofiled ? `, ${unprofiled} of them without a profile` : '';
console.error(`${number} resources${without}, ${faults} faults`);
process.exitCode = faults ? 1 : 0;

function check(line) {
  let resource;
  try {
    resource = JSON.parse(line);
  } catch {
    return report('JSON', '', 'not readable as JSON');
  }
  const claimed = (resource.meta?.profile ?? []).map((canonical) => canonical.split('|')[0]);
  const urls = claimed.length ? claimed : [profileFor(resource, profiles)].filter(Boolean);
  if (!urls.length) {
    unprofiled++;
    validate(resource, 'R4', undefined);
  }
  // A profile's snapshot holds all of R4's own rules for the type.
  for (const url of urls) {
    const profile = profiles.get(url);
    if (profile) validate(resource, profile.id, { profile });
    else report(url, resource.resourceType, 'the profile is not known');
  }
}

// Warnings count: what is written is to be without any.
function validate(resource, name, options) {
  try {
    for (const issue of validateResource(resource, options)) reportIssue(name, issue);
  } catch (error) {
    for (const issue of normalizeOperationOutcome(error).issue) reportIssue(name, issue);
  }
}

function reportIssue(name, issue) {
  report(name, issue.expression?.join(', ') ?? '', issue.details?.text ?? issue.diagnostics ?? issue.code);
}

function report(profile, where, what) {
  faults++;
  console.log([number, profile, where, what].map((part) => String(part).replace(/[\t\r\n]+/g, ' ')).join('\t'));
}

function readProfiles() {
  try {
    const { values } = parseArgs({ options: { profiles: { type: 'string' } } });
    indexR4();
    return loadProfiles(values.profiles);
  } catch (error) {
    console.error(`validate: ${error.message}`);
    return process.exit(2);
  }
}
