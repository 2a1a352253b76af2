/**
 * Who may: the policy language, what services tell of their operations, and the one decision that fails closed. Start at
 * {@link dev.forebay.access.Access}, then {@link dev.forebay.access.Decider}; docs/access.md has the rules as a picture.
 */
package dev.forebay.access;
