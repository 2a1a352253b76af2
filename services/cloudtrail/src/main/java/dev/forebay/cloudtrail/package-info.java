/**
 * CloudTrail: who did what, kept in the store for LookupEvents and in signed files. Start at {@code CloudTrailService}; docs/cloudtrail.md.
 */
package dev.forebay.cloudtrail;
