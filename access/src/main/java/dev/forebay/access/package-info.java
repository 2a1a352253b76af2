/**
 * Who may: the policy language, what services tell of their operations, and the one decision that fails closed. Start at
 * {@link dev.forebay.access.Access}.
 */
package dev.forebay.access;
