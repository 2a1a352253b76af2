/**
 * Who calls, and what is called: accounts, regions, principals, ARNs. Start at {@link dev.forebay.identity.Caller}.
 */
package dev.forebay.identity;
