/**
 * Who calls, what is called, and who may: accounts, regions, principals, ARNs, the signatures of requests, and the resource policies with
 * the JSON that they are made of. Start at {@link dev.forebay.identity.Caller}.
 */
package dev.forebay.identity;
